'use client'

import { useHydrated } from '@/components/ui/use-hydrated'

/** What this browser can't do in calls, in a sentence; undefined if it supports everything. */
export function useBrowserSupport(): string | undefined {
  return useHydrated() ? supportOf() : undefined
}

function supportOf(): string | undefined {
  if (!window.isSecureContext) {
    return 'Browsers allow camera and microphone only on secure pages. Open this page over HTTPS.'
  }
  if (!('RTCPeerConnection' in window) || !('mediaDevices' in navigator)) {
    return 'This browser can’t place calls. Use a current version of Edge, Chrome, Safari or Firefox.'
  }
  if (!('getDisplayMedia' in navigator.mediaDevices)) {
    return 'This browser can’t share your screen. Everything else works.'
  }
  return undefined
}
