import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller } from '@/lib/auth/caller'
import { ORPHANED } from '@/lib/communication/own-resource'
import {
  type AccessToken,
  createUser,
  deleteUser,
  requireCreationAllowed,
  type TokenOptions,
} from '@/lib/communication/users'
import { Problem } from '@/lib/errors/problem'
import { audit } from '@/lib/observability/audit'
import { log } from '@/lib/observability/log'
import { executeOrPostpone } from './pending/execute-operation'
import { requireOneResource } from './require-one-resource'
import { identityStore } from './store/configured-store'
import type { Claim, Mapping } from './store/identity-store'

/** Longer than the remote call may take, so that a lease outlives the work it is for. */
const LEASE_MS = 15_000
const WAIT_MS = 10_000

/** The caller's mapping, whether this very call created it, and the token it was created with. */
export interface Ensured {
  mapping: Mapping
  created: boolean
  accessToken?: AccessToken | undefined
}

const underWay = new Map<string, Promise<Ensured>>()

/**
 * The caller's mapping, created with its ACS identity where it is missing: one identity, at any
 * concurrency and on any number of instances. With `options` a new identity comes with its first
 * token. Throws an upstream problem.
 */
export async function ensureMapping(caller: Caller, options?: TokenOptions): Promise<Ensured> {
  const key = `${caller.directory} ${caller.subject}`
  const others = underWay.get(key)
  if (others) return { mapping: (await others).mapping, created: false }
  const own = claimAndCreate(caller, options).finally(() => underWay.delete(key))
  underWay.set(key, own)
  return own
}

async function claimAndCreate(caller: Caller, options?: TokenOptions): Promise<Ensured> {
  const deadline = Date.now() + WAIT_MS
  await requireCreationAllowed()
  const store = identityStore()
  for (let pause = 20; Date.now() < deadline; pause = Math.min(pause * 1.5, 250)) {
    const claim = await store.claimMapping(caller, new Date(Date.now() + LEASE_MS))
    if (claim) {
      const created = await create(caller, claim, options)
      if (created) return created
    } else {
      const mapping = await store.findMapping(caller)
      if (mapping) return { mapping, created: false }
    }
    await sleep(pause)
  }
  throw new Problem('upstream_timeout', { cause: new Error('Another instance holds the claim.') })
}

// Null: the claim was taken over meanwhile, and the identity created here is one too many.
async function create(
  caller: Caller,
  claim: Claim,
  options?: TokenOptions,
): Promise<Ensured | null> {
  const { acsUserId, accessToken } = await createUnmixed(options).catch(async (error: unknown) => {
    await identityStore().releaseClaim(caller, claim)
    throw error
  })
  const mapping = await complete(caller, claim, acsUserId)
  if (!mapping) return null
  audit('identity_created', { acsUserId })
  return { mapping, created: true, accessToken }
}

// The new id tells which resource was asked; only then is it known whether it may be stored.
async function createUnmixed(options?: TokenOptions) {
  const created = await createUser(options)
  try {
    await requireOneResource()
  } catch (error) {
    await discard(created.acsUserId)
    throw error
  }
  return created
}

async function complete(caller: Caller, claim: Claim, acsUserId: string) {
  const store = identityStore()
  const enqueue = () => store.discardIdentity(caller, claim, acsUserId)
  try {
    const mapping = await store.completeClaim(caller, claim, acsUserId)
    if (!mapping) await executeOrPostpone(await enqueue())
    return mapping
  } catch (error) {
    // The store couldn't take it; where the database has gone, too, the deletion can't be enqueued.
    await enqueue().then(executeOrPostpone, () => discard(acsUserId))
    throw error
  }
}

async function discard(acsUserId: string): Promise<void> {
  await deleteUser(acsUserId).catch((err: unknown) => log().error({ err, acsUserId }, ORPHANED))
}
