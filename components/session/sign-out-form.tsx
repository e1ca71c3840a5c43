'use client'

import type { ReactNode } from 'react'
import { broadcast } from './session-broadcast'
import { clearMsalCache } from '@/components/entra/msal-cache'

/**
 * The form whose buttons sign out; works without JavaScript. MSAL's cache is cleared at once, in this tab
 * and the others: after the directory's own sign-out a person may never return to this app.
 */
export function SignOutForm({ children }: { children: ReactNode }) {
  return (
    <form
      action="/sign-out"
      method="post"
      onSubmit={() => {
        clearMsalCache()
        broadcast('signed-out')
      }}
    >
      {children}
    </form>
  )
}
