'use client'

import './fluent-theme.css'
import './globals.css'

/** Shown when the site's frame could not be rendered either, so it uses none of it. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>This page could not be shown</title>
        <main className="alone">
          <h1>This page could not be shown</h1>
          <p className="lead">
            Something went wrong on the server. Try again in a moment. If the problem continues,
            send the reference to your administrator.
          </p>
          {error.digest !== undefined && (
            <p className="fine-print">
              Reference <code>{error.digest}</code>
            </p>
          )}
          {/* A full load, not a navigation: the router itself may be what failed. */}
          {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
          <a href="/">Go to the home page</a>
        </main>
      </body>
    </html>
  )
}
