'use client'

import { useSyncExternalStore } from 'react'

export interface HeldToken {
  token: string
  expiresOn: string
}

type Kind = 'acs' | 'teams'

// In this page's memory only: a reload, or leaving the app, forgets them.
const held = new Map<Kind, HeldToken>()
const listeners = new Set<() => void>()

/** Keeps a token for the pages that follow; undefined forgets it. */
export function holdToken(kind: Kind, token: HeldToken | undefined): void {
  if (token) held.set(kind, token)
  else held.delete(kind)
  listeners.forEach((tell) => tell())
}

/** The token got last, on whichever page. */
export function useHeldToken(kind: Kind): HeldToken | undefined {
  return useSyncExternalStore(
    subscribe,
    () => held.get(kind),
    () => undefined,
  )
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
