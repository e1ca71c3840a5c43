'use client'

import type { ReactNode } from 'react'
import { announce } from './announcements'
import { clearMsalCache } from '@/components/entra/msal-cache'

/**
 * The form whose buttons sign out; works without JavaScript. MSAL's cache goes at once, in this tab and
 * the others: by way of Microsoft's sign-out a person may never come back to this app.
 */
export function SignOutForm({ children }: { children: ReactNode }) {
  return (
    <form
      action="/sign-out"
      method="post"
      onSubmit={() => {
        clearMsalCache()
        announce('signed-out')
      }}
    >
      {children}
    </form>
  )
}
