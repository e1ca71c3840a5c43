import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Caller } from '@/lib/auth/caller'
import { readTruth, type Truth } from './truth'

/** What Graph said within the last second. */
export const peeked = new LRUCache<string, Promise<Truth>>({
  max: 10_000,
  ttl: 1_000,
  ttlResolution: 0,
  perf: { now: () => Date.now() },
})

/**
 * What Graph says of a caller, or said within the last second where that was nothing: whoever waits for a
 * creation doesn't ask each time. Nothing is created on its word. Throws as readTruth does.
 */
export function peek(caller: Caller): Promise<Truth> {
  const key = `${caller.directory} ${caller.subject}`
  const known = peeked.get(key)
  if (known) return known
  const truth = readTruth(caller)
  peeked.set(key, truth)
  truth.then(
    ({ kind }) => kind === 'identity' && peeked.delete(key),
    () => peeked.delete(key),
  )
  return truth
}
