'use client'

import { Button } from '@fluentui/react-components'
import { CopyButton } from '@/components/ui/copy-button'
import { NoticePage } from '@/components/ui/notice-page'

/** Shown when a page could not be rendered; the log has the reason under the digest. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <NoticePage
      kind="failed"
      title="This page could not be shown"
      text="Something went wrong on the server. Try again in a moment. If the problem continues, send the reference to your administrator."
    >
      {error.digest !== undefined && (
        <p className="fine-print">
          Reference <code>{error.digest}</code>{' '}
          <CopyButton text={error.digest} label="Copy reference" isSmall />
        </p>
      )}
      <Button appearance="primary" onClick={reset}>
        Try again
      </Button>
    </NoticePage>
  )
}
