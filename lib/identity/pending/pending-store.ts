import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'
import { current } from '../store/mapping-store'

/** What ACS is still owed for a mapping: its deletion if it has ended, otherwise a revocation. */
export interface Debt {
  id: string
  acsUserId: string
  hasEnded: boolean
  tokenGeneration: number
  attempts: number
}

/** Whoever writes a debt down, or takes it on, has this long to pay before somebody else tries. */
export const LEASE_MS = 15_000
const LONGEST_PAUSE_MS = 60 * 60_000

/** The milliseconds from an attempt, after `attempts` others, to the next. */
export function pauseAfter(attempts: number): number {
  return Math.min(LEASE_MS * 2 ** attempts, LONGEST_PAUSE_MS)
}

/**
 * Ends the caller's mapping and writes down, in the same statement, that ACS has to delete the
 * identity; null where there was none. With `id`, only that mapping is ended.
 */
export async function endMapping(caller: CallerId, id?: string): Promise<Debt | null> {
  const { identityMapping } = await database()
  const [row] = await identityMapping.updateManyAndReturn({
    where: { ...current(caller), ...(id !== undefined && { id }), acsUserId: { not: null } },
    data: { tombstone: crypto.randomUUID(), retryAt: fromNow(LEASE_MS), attempts: 0 },
    select: debtFields,
  })
  return row ? toDebt(row) : null
}

/** Writes down that ACS has to delete an identity that never became a mapping. */
export async function oweDeletion(caller: CallerId, acsUserId: string): Promise<Debt> {
  const { identityMapping } = await database()
  const tombstone = crypto.randomUUID()
  const row = await identityMapping.create({
    data: { ...current(caller), tombstone, acsUserId, retryAt: fromNow(LEASE_MS) },
    select: debtFields,
  })
  return toDebt(row)
}

/**
 * Begins a new generation of tokens, so that none of the earlier ones is handed out again, and writes
 * down that ACS has to revoke those; null without a mapping.
 */
export async function invalidateTokens(caller: CallerId): Promise<Debt | null> {
  const { identityMapping } = await database()
  const [row] = await identityMapping.updateManyAndReturn({
    where: { ...current(caller), acsUserId: { not: null } },
    data: { tokenGeneration: { increment: 1 }, retryAt: fromNow(LEASE_MS), attempts: 0 },
    select: debtFields,
  })
  return row ? toDebt(row) : null
}

/** Debts of this ACS resource that are due, the oldest first. */
export async function findDueDebts(limit: number): Promise<Debt[]> {
  const { identityMapping } = await database()
  const rows = await identityMapping.findMany({
    where: { acsResource: env().acs.resource, retryAt: { lte: new Date() } },
    orderBy: { retryAt: 'asc' },
    take: limit,
    select: debtFields,
  })
  return rows.map(toDebt)
}

/**
 * Takes on a due debt; false where another instance was first. The next attempt is due after a pause
 * that doubles with each, up to an hour.
 */
export async function takeOnDebt(debt: Debt): Promise<boolean> {
  const { identityMapping } = await database()
  const { count } = await identityMapping.updateMany({
    where: { id: debt.id, attempts: debt.attempts, retryAt: { lte: new Date() } },
    data: { retryAt: fromNow(pauseAfter(debt.attempts)), attempts: { increment: 1 } },
  })
  return count === 1
}

/** Strikes a debt off: a tombstone goes; a mapping stays, and owes on if it was revoked once more. */
export async function settleDebt({ id, hasEnded, tokenGeneration }: Debt): Promise<void> {
  const { identityMapping } = await database()
  if (hasEnded) await identityMapping.deleteMany({ where: { id } })
  else {
    await identityMapping.updateMany({
      where: { id, tombstone: '', tokenGeneration },
      data: { retryAt: null, attempts: 0 },
    })
  }
}

const debtFields = {
  id: true,
  acsUserId: true,
  tombstone: true,
  tokenGeneration: true,
  attempts: true,
} as const

type DebtRow = Omit<Debt, 'acsUserId' | 'hasEnded'> & {
  acsUserId: string | null
  tombstone: string
}

// Only a mapping can owe, and a mapping has an identity.
function toDebt({ acsUserId, tombstone, ...row }: DebtRow): Debt {
  return { ...row, acsUserId: acsUserId ?? '', hasEnded: tombstone !== '' }
}

function fromNow(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds)
}
