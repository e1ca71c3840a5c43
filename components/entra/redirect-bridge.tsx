'use client'

import { useEffect, useState } from 'react'

// React runs effects twice in development; a response can be passed on only once.
let hasStarted = false

/** Passes Entra's response to the page that asked for it. */
export function RedirectBridge() {
  const [isLost, setLost] = useState(false)
  useEffect(() => {
    if (hasStarted) return
    hasStarted = true
    void import('@azure/msal-browser/redirect-bridge')
      .then(({ broadcastResponseToMainFrame }) => broadcastResponseToMainFrame())
      .catch(() => setLost(true))
  }, [])
  return (
    <main className="alone">
      {isLost ? (
        <>
          <h1>Nothing to do here</h1>
          <p>
            Microsoft’s responses arrive at this address. There is none now.{' '}
            <a href="/teams">Go back</a>
          </p>
        </>
      ) : (
        <p>One moment…</p>
      )}
    </main>
  )
}
