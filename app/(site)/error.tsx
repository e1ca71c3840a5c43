'use client'

/** Shown where a page could not be rendered; the log has the reason under the digest. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <>
      <h1>This page could not be shown</h1>
      <p className="lead">Something went wrong on the server. Try again in a moment.</p>
      {error.digest !== undefined && (
        <p className="fine-print">
          Reference <code>{error.digest}</code>
        </p>
      )}
      <button className="primary" onClick={reset}>
        Try again
      </button>
    </>
  )
}
