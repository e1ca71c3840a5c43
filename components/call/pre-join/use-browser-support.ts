'use client'

import { useHydrated } from '@/components/ui/use-hydrated'

/** What this browser can't do in calls, in a sentence; undefined for one that does it all. */
export function useBrowserSupport(): string | undefined {
  return useHydrated() ? supportOf() : undefined
}

function supportOf(): string | undefined {
  if (!window.isSecureContext) {
    return 'Browsers give camera and microphone to secure pages only: open this one by https.'
  }
  if (!('RTCPeerConnection' in window) || !('mediaDevices' in navigator)) {
    return 'This browser can’t place calls. Use a current Edge, Chrome, Safari or Firefox.'
  }
  if (!('getDisplayMedia' in navigator.mediaDevices)) {
    return 'This browser can’t share its screen; everything else works.'
  }
  return undefined
}
