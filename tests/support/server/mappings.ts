import { vi } from 'vitest'
import { callerNamed, columnsOf } from './callers'
import { database } from '@/lib/db/database'
import { findDueOperations } from '@/lib/identity/pending/outbox'
import { databaseStore } from '@/lib/identity/store/database-store'

const { claimMapping, completeClaim } = databaseStore

export const ada = callerNamed('ada')
export const grace = callerNamed('grace')

/** Moves the clock on for everything but timers. */
export function pass(milliseconds: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds })
}

/** A mapping of a caller who has none. */
export async function mapped(caller: typeof ada, acsUserId = `8:acs:${caller.subject}`) {
  const claim = await claimMapping(caller, new Date(Date.now() + 15_000))
  const mapping = claim && (await completeClaim(caller, claim, acsUserId))
  if (!mapping) throw new Error('Somebody else holds the claim.')
  return mapping
}

/** An identity of Ada's on an ACS resource that another process serves. */
export async function mappedElsewhere(data: { tombstone?: string; retryAt?: Date } = {}) {
  const acsResource = 'another.communication.azure.com'
  const row = { ...columnsOf(ada), acsResource, acsUserId: '8:acs:elsewhere', ...data }
  await (await tables()).create({ data: row, select: { id: true } })
}

/** The identities for which ACS is still to be asked something now. */
export async function due() {
  return (await findDueOperations(20)).map(({ acsUserId }) => acsUserId)
}

export async function tables() {
  const { identityMapping } = await database()
  return identityMapping
}
