'use client'

import { useEffect } from 'react'
import { onBroadcast } from './session-broadcast'
import { clearMsalCache } from '@/components/entra/msal-cache'

/** Clears MSAL's cache when nobody is signed in, or as soon as another tab broadcasts a sign-out. */
export function SessionWatch({ isSignedIn }: { isSignedIn: boolean }) {
  useEffect(() => {
    if (!isSignedIn) clearMsalCache()
    return onBroadcast((event) => {
      if (event === 'signed-out') clearMsalCache()
    })
  }, [isSignedIn])
  return null
}
