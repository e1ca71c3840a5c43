import 'server-only'
import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

const LONGEST_MS = 5 * 60_000

/**
 * Remembers what was found in credentials that proved to be right, under their hash: for five minutes at
 * the most, and never beyond their own end.
 */
export function rememberVerified<T extends object>() {
  // By the wall clock: a monotonic one stands still while a machine sleeps.
  const perf = { now: () => Date.now() }
  const entries = new LRUCache<string, T>({ max: 10_000, perf, ttlResolution: 0 })
  return {
    find: (credentials: string): T | undefined => entries.get(digest(credentials)),
    /** `endsAt` is when the credentials end; seconds since the epoch. */
    keep(credentials: string, found: T, endsAt: number): void {
      const ttl = Math.min(endsAt * 1000 - Date.now(), LONGEST_MS)
      if (ttl > 0) entries.set(digest(credentials), found, { ttl })
    },
  }
}

function digest(credentials: string): string {
  return hash('sha256', credentials, 'base64url')
}
