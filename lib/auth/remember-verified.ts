import 'server-only'
import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

const LONGEST_MS = 5 * 60_000

/** What credentials that proved to be right say, and when they end; in seconds since the epoch. */
export interface Verified<T> {
  says: T
  endsAt: number
}

/**
 * Remembers, under the hash of credentials, what they said when they were verified: for five minutes at
 * the most, never beyond their own end, and only as long as `verifiedBy` is what it was. What fails is
 * not remembered. The function it returns throws what `verify` throws.
 */
export function rememberVerified<T>(verifiedBy: () => unknown = () => undefined) {
  // By the wall clock: a monotonic one stands still while a machine sleeps.
  const perf = { now: () => Date.now() }
  const entries = new LRUCache<string, { says: T; by: unknown }>({
    max: 10_000,
    perf,
    ttlResolution: 0,
  })
  return async (credentials: string, verify: () => Promise<Verified<T>>): Promise<T> => {
    const digest = hash('sha256', credentials, 'base64url')
    const by = verifiedBy()
    const known = entries.get(digest)
    if (known && known.by === by) return known.says
    const { says, endsAt } = await verify()
    const ttl = Math.min(endsAt * 1000 - Date.now(), LONGEST_MS)
    if (ttl > 0) entries.set(digest, { says, by }, { ttl })
    return says
  }
}
