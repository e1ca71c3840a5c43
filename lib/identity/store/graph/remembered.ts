import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Mapping } from '../identity-store'

// All of it is safe to lose. By the wall clock: a monotonic one stands still while a machine sleeps.
const options = { max: 10_000, perf: { now: () => Date.now() }, ttlResolution: 0 }

/** For how long a mapping that Graph has confirmed isn't looked for there again. */
const CONFIRMED_MS = 5 * 60_000
/** For how long Graph has to say the same before it is believed against the database: its replicas lag. */
const LAG_MS = 60_000

type Row = Pick<Mapping, 'id' | 'acsUserId'>
const keyOf = ({ id, acsUserId }: Row) => `${id} ${acsUserId}`

const confirmed = new LRUCache<string, true>(options)

/** Whether a mapping needn't be looked for in Graph now. */
export function isConfirmed(row: Row): boolean {
  return confirmed.has(keyOf(row))
}

/** Graph has the mapping: it isn't looked for again for five minutes. */
export function confirm(row: Row): void {
  doubts.delete(row.id)
  confirmed.set(keyOf(row), true, { ttl: CONFIRMED_MS })
}

/** Graph could not be asked, or may be wrong: it is asked again later. */
export function postpone(row: Row, milliseconds: number): void {
  confirmed.set(keyOf(row), true, { ttl: milliseconds })
}

const doubts = new LRUCache<string, { says: string; since: number }>(options)

/**
 * Whether Graph contradicts a mapping for good: whether it said the same a minute ago and more. Otherwise it is
 * asked again when that minute is over.
 */
export function isContradicted(row: Row, says: string): boolean {
  const doubt = doubts.get(row.id)
  if (doubt?.says === says && Date.now() - doubt.since >= LAG_MS) return doubts.delete(row.id)
  if (doubt?.says !== says) doubts.set(row.id, { says, since: Date.now() })
  postpone(row, LAG_MS)
  return false
}

const ended = new LRUCache<string, true>({ ...options, ttl: 10 * 60_000 })

/** An identity has ended here: a replica of Graph that lags may have it still. */
export function noteEnded(acsUserId: string): void {
  ended.set(acsUserId, true)
}

export function hasEndedHere(acsUserId: string): boolean {
  return ended.has(acsUserId)
}
