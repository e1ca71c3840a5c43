import 'server-only'

/** What ACS has still to do for a mapping: delete its identity if it has ended, otherwise revoke its tokens. */
export interface PendingOperation {
  id: string
  acsUserId: string
  hasEnded: boolean
  tokenGeneration: number
  attempts: number
}

/** Whoever enqueues an operation, or leases it, has this long to execute it before somebody else tries. */
export const LEASE_MS = 15_000
const LONGEST_PAUSE_MS = 60 * 60_000

/** The milliseconds from an attempt, after `attempts` others, to the next. */
export function pauseAfter(attempts: number): number {
  return Math.min(LEASE_MS * 2 ** attempts, LONGEST_PAUSE_MS)
}

/** What a row says of an operation that is enqueued now: others may try it when the lease has run out. */
export function dueFirst() {
  return { retryAt: new Date(Date.now() + LEASE_MS), attempts: 0 }
}

/** The columns that toOperation reads. */
export const operationFields = {
  id: true,
  acsUserId: true,
  tombstone: true,
  tokenGeneration: true,
  attempts: true,
} as const

type Row = Omit<PendingOperation, 'acsUserId' | 'hasEnded'> & {
  acsUserId: string | null
  tombstone: string
}

/** The operation of a row. Only a mapping can have one, and a mapping has an identity. */
export function toOperation({ acsUserId, tombstone, ...row }: Row): PendingOperation {
  return { ...row, acsUserId: acsUserId ?? '', hasEnded: tombstone !== '' }
}
