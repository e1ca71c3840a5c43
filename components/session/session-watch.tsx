'use client'

import { useEffect } from 'react'
import { onAnnouncement } from './announcements'
import { clearMsalCache } from '@/components/entra/msal-cache'

/** Clears MSAL's cache where nobody is signed in, or as soon as another tab says that they no longer are. */
export function SessionWatch({ isSignedIn }: { isSignedIn: boolean }) {
  useEffect(() => {
    if (!isSignedIn) clearMsalCache()
    return onAnnouncement((announcement) => {
      if (announcement === 'signed-out') clearMsalCache()
    })
  }, [isSignedIn])
  return null
}
