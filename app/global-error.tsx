'use client'

import './fluent-theme.css'
import './globals.css'

/** Shown where not even the frame of the pages could be rendered; it stands on its own. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>This page could not be shown</title>
        <main className="alone">
          <h1>This page could not be shown</h1>
          <p className="lead">
            Something went wrong on the server. Try again in a moment; if it happens again, give the
            reference to whoever runs this app.
          </p>
          {error.digest !== undefined && (
            <p className="fine-print">
              Reference <code>{error.digest}</code>
            </p>
          )}
          {/* A full load, not a navigation: the router itself may be what failed. */}
          {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
          <a href="/">Go to the start page</a>
        </main>
      </body>
    </html>
  )
}
