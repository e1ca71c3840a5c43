import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallerId } from '@/lib/auth/caller'
import { OtherResource, requireOwnResource } from '@/lib/communication/own-resource'
import { Problem } from '@/lib/errors/problem'
import { databaseStore } from './database-store'
import { noteExtension } from './graph/extension-index'
import type { Claim } from './identity-store'
import { isIdentity, takeIdentity, whyTaken } from './take-identity'

// Nothing remote happens meanwhile.
const LEASE_MS = 2_000
/** Longer than anybody's lease: an import that was killed is repeated, and finds its own. */
const WAIT_MS = 20_000
const PAUSE_MS = 250

/** What came of an import: written, there before, or why it can't be. */
export type Imported =
  | 'written'
  | 'present'
  | 'malformed'
  | 'the person has another identity'
  | 'the identity is somebody else’s'
  | 'the identity was deleted'
  | 'of another ACS resource'
  | 'taken at this moment'

interface Options {
  /** Looks, and writes nothing. */
  dryRun?: boolean
  /** Whether the configured extension in Microsoft Graph has it, too. */
  isInGraph?: boolean
}

/**
 * Makes an identity that another store has a person's mapping in the database; may be repeated. Throws an
 * upstream problem.
 */
export async function importIdentity(
  owner: CallerId,
  acsUserId: unknown,
  { dryRun = false, isInGraph = false }: Options = {},
): Promise<Imported> {
  if (!isIdentity(acsUserId)) return 'malformed'
  const known = await databaseStore.findMapping(owner)
  if (known) {
    if (known.acsUserId !== acsUserId) return 'the person has another identity'
    if (isInGraph && !dryRun) await noteExtension(known.id)
    return 'present'
  }
  const why = (await whyTaken(owner, acsUserId)) ?? (await whyForeign(acsUserId))
  if (why === 'ended') return 'the identity was deleted'
  if (why === 'of somebody else') return 'the identity is somebody else’s'
  if (why) return why
  if (dryRun) return 'written'
  const claim = await waitForClaim(owner)
  const mapping = claim && (await takeIdentity(owner, claim, acsUserId))
  if (!mapping) return 'taken at this moment'
  if (isInGraph) await noteExtension(mapping.id)
  return 'written'
}

// Null: they have a mapping by now, or nobody ends to create one.
async function waitForClaim(owner: CallerId): Promise<Claim | null> {
  for (const deadline = Date.now() + WAIT_MS; ;) {
    const claim = await databaseStore.claimMapping(owner, new Date(Date.now() + LEASE_MS))
    if (claim || Date.now() > deadline || (await databaseStore.findMapping(owner))) return claim
    await sleep(PAUSE_MS)
  }
}

async function whyForeign(acsUserId: string): Promise<'of another ACS resource' | null> {
  try {
    await requireOwnResource(acsUserId)
    return null
  } catch (error) {
    if (!(error instanceof Problem && error.cause instanceof OtherResource)) throw error
    return 'of another ACS resource'
  }
}
