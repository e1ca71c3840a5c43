import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import { OtherResource } from '@/lib/communication/own-resource'
import { Problem } from '@/lib/errors/problem'
import { audit } from '@/lib/observability/audit'
import { log } from '@/lib/observability/log'
import { databaseStore } from '../database-store'
import type { Mapping } from '../identity-store'
import { claimOrAdopt } from './claim-or-adopt'
import { isNoted, noteExtension, unnote } from './extension-index'
import { writeOwnExtension } from './own-extension'
import { confirm, isContradicted, noteEnded, postpone } from './remembered'
import { readTruth, type Truth } from './truth'

const LEASE_MS = 15_000
/** Until Graph is asked again that could not be asked. */
const PAUSE_MS = 30_000

const underWay = new Map<string, Promise<void>>()

/**
 * Compares a mapping with what Graph says, and corrects whichever is wrong. While Graph can't be asked, the
 * database's word stands. Throws `interaction_required`, `consent_required`, or `upstream_failed` where Graph
 * has an identity of another ACS resource.
 */
export async function checkMapping(caller: Caller, row: Mapping): Promise<void> {
  let own = underWay.get(row.id)
  if (!own) {
    own = check(caller, row).finally(() => underWay.delete(row.id))
    underWay.set(row.id, own)
  }
  await own.catch((error: unknown) => {
    if (!isOutage(error)) throw error
    log().warn({ err: error }, 'mapping not compared with Microsoft Graph')
    postpone(row, PAUSE_MS)
  })
}

function isOutage(error: unknown): boolean {
  return error instanceof Problem && error.status >= 500 && !(error.cause instanceof OtherResource)
}

async function check(caller: Caller, row: Mapping): Promise<void> {
  const truth = await readTruth(caller, row.acsUserId)
  if (truth.kind === 'identity' && truth.acsUserId === row.acsUserId) {
    await noteExtension(row.id)
    confirm(row)
    return
  }
  const isGraphs =
    truth.kind === 'identity' || (truth.kind === 'nothing' && (await isNoted(row.id)))
  if (!isGraphs) return writeDown(caller, row)
  const says = truth.kind === 'identity' ? truth.acsUserId : ''
  if (isContradicted(row, says)) await correct(caller, row, truth)
}

// Graph never had it, or has something there that is nobody's mapping.
async function writeDown(caller: Caller, row: Mapping): Promise<void> {
  await writeOwnExtension(caller, row.acsUserId)
  // Afterwards: what is noted and isn't there counts as ended in Graph.
  await noteExtension(row.id)
  confirm(row)
}

// The mapping was ended, or replaced, in Graph.
async function correct(caller: Caller, row: Mapping, truth: Truth): Promise<void> {
  const ended = await databaseStore.endMapping(caller, row.id)
  if (!ended) return
  noteEnded(row.acsUserId)
  await unnote(ended.id)
  if (truth.kind !== 'identity') {
    audit('identity_deleted', { acsUserId: row.acsUserId })
    return
  }
  audit('identity_replaced', { acsUserId: truth.acsUserId, replaced: row.acsUserId })
  const made = await claimOrAdopt(caller, new Date(Date.now() + LEASE_MS))
  if (made && 'claim' in made) await databaseStore.releaseClaim(caller, made.claim)
}
