import 'server-only'
import { type Caller, isAbsent } from '@/lib/auth/caller'
import { Problem } from '@/lib/errors/problem'
import { audit } from '@/lib/observability/audit'
import { log } from '@/lib/observability/log'
import type { PendingOperation } from '../../pending/pending-operation'
import { databaseStore } from '../database-store'
import { dropTombstones } from './extension-index'
import { removeExtension } from './own-extension'
import { noteEnded } from './remembered'

const LEASE_MS = 15_000

/**
 * Ends a mapping that is in the database, and then takes its extension away, under a claim: whoever creates
 * meanwhile must not lose theirs. Where Graph can't be asked on the person's behalf it throws, and the
 * deletion goes on without it; where the person isn't there, the tombstone keeps what is left in Graph from
 * coming back.
 */
export async function endKnownMapping(
  caller: Caller,
  id?: string,
): Promise<PendingOperation | null> {
  const ended = await databaseStore.endMapping(caller, id)
  if (!ended) return null
  const { acsUserId } = ended
  noteEnded(acsUserId)
  try {
    await removeUnderClaim(caller)
  } catch (error) {
    if (!isAbsent(caller)) {
      audit('identity_deleted', { acsUserId })
      throw error
    }
    if (!(error instanceof Problem)) throw error
    log().warn({ err: error, acsUserId }, 'extension left in Microsoft Graph')
  }
  return ended
}

/** Takes a person's extension away, unless they get a new identity at this moment: that is written over it. */
export async function removeUnderClaim(caller: Caller): Promise<void> {
  const claim = await databaseStore.claimMapping(caller, new Date(Date.now() + LEASE_MS))
  if (!claim) return
  try {
    await removeExtension(caller)
    await dropTombstones(caller)
  } finally {
    await databaseStore.releaseClaim(caller, claim)
  }
}
