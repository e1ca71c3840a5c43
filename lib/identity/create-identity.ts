import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { audit } from '@/lib/observability/audit'
import type { CallerId } from '@/lib/auth/caller'
import {
  createIdentity as createRemotely,
  deleteIdentity,
  type TokenOptions,
} from '@/lib/communication/identities'
import { Problem } from '@/lib/errors/problem'
import { log } from '@/lib/observability/log'
import { payDebtOrPostpone } from './pending/execute-operation'
import { requireOneResource } from './require-one-resource'
import { oweDeletion } from './pending/pending-store'
import {
  type Claim,
  claimMapping,
  completeClaim,
  findMapping,
  type Mapping,
  releaseClaim,
} from './store/mapping-store'
import { keepToken } from './token/token-cache'

/** Longer than the remote call may take, so that a lease outlives the work it is for. */
const LEASE_MS = 15_000
const WAIT_MS = 10_000

/** The caller's mapping, and whether this very call created it. */
export interface Ensured {
  mapping: Mapping
  created: boolean
}

const underWay = new Map<string, Promise<Ensured>>()

/**
 * The caller's mapping, created with its ACS identity where it is missing: one identity, at any
 * concurrency and on any number of instances. With `options` the identity comes with a first token,
 * which is kept for issueToken. Throws an upstream problem.
 */
export async function createIdentity(caller: CallerId, options?: TokenOptions): Promise<Ensured> {
  const key = `${caller.directory} ${caller.subject}`
  const others = underWay.get(key)
  if (others) return { mapping: (await others).mapping, created: false }
  const own = claimAndCreate(caller, options).finally(() => underWay.delete(key))
  underWay.set(key, own)
  return own
}

async function claimAndCreate(caller: CallerId, options?: TokenOptions): Promise<Ensured> {
  const deadline = Date.now() + WAIT_MS
  for (let pause = 20; Date.now() < deadline; pause = Math.min(pause * 1.5, 250)) {
    const claim = await claimMapping(caller, new Date(Date.now() + LEASE_MS))
    const mapping = claim ? await create(caller, claim, options) : await findMapping(caller)
    if (mapping) return { mapping, created: claim !== null }
    await sleep(pause)
  }
  throw new Problem('upstream_timeout', { cause: new Error('Another instance holds the claim.') })
}

// Null: the claim was taken over meanwhile, and the identity created here is one too many.
async function create(
  caller: CallerId,
  claim: Claim,
  options?: TokenOptions,
): Promise<Mapping | null> {
  const { acsUserId, accessToken } = await createUnmixed(options).catch(async (error: unknown) => {
    await releaseClaim(claim)
    throw error
  })
  const mapping = await complete(caller, claim, acsUserId)
  if (mapping) audit('identity_created', { acsUserId })
  if (mapping && options && accessToken) keepToken(mapping, options, accessToken)
  return mapping
}

// The new id tells which resource was asked; only then is it known whether it may be stored.
async function createUnmixed(options?: TokenOptions) {
  const created = await createRemotely(options)
  try {
    await requireOneResource()
  } catch (error) {
    await discard(created.acsUserId)
    throw error
  }
  return created
}

async function complete(caller: CallerId, claim: Claim, acsUserId: string) {
  try {
    const mapping = await completeClaim(claim, acsUserId)
    if (!mapping) await payDebtOrPostpone(await oweDeletion(caller, acsUserId))
    return mapping
  } catch (error) {
    // The database went away with the identity in our hands, and can't take it down as owed.
    await discard(acsUserId)
    throw error
  }
}

async function discard(acsUserId: string): Promise<void> {
  await deleteIdentity(acsUserId).catch((err: unknown) =>
    log().error({ err, acsUserId }, 'identity orphaned: delete it by hand'),
  )
}
