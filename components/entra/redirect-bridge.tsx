'use client'

import { useEffect, useState } from 'react'

// React runs effects twice in development; an answer can be handed over once.
let hasStarted = false

/** Hands Entra's answer to the page that asked for it. */
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
            Microsoft’s answers arrive at this address; there is none. <a href="/teams">Go back</a>
          </p>
        </>
      ) : (
        <p>One moment…</p>
      )}
    </main>
  )
}
