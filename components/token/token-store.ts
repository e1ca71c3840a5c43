'use client'

import { useSyncExternalStore } from 'react'

export interface StoredToken {
  token: string
  expiresOn: string
}

type Kind = 'acs' | 'teams'

// In memory only: tokens are lost on reload, or when the person leaves the app.
const tokens = new Map<Kind, StoredToken>()
const listeners = new Set<() => void>()

/** Stores a token for the app's other pages; undefined removes it. */
export function setToken(kind: Kind, token: StoredToken | undefined): void {
  if (token) tokens.set(kind, token)
  else tokens.delete(kind)
  listeners.forEach((notify) => notify())
}

/** The latest token of a kind, from whichever page. */
export function useToken(kind: Kind): StoredToken | undefined {
  return useSyncExternalStore(
    subscribe,
    () => tokens.get(kind),
    () => undefined,
  )
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify)
  return () => listeners.delete(notify)
}
