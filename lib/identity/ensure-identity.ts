import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import { requireOwnResource } from '@/lib/communication/own-resource'
import { audit } from '@/lib/observability/audit'
import { type Ensured, ensureMapping } from './ensure-mapping'
import { executeOrPostpone } from './pending/execute-operation'
import { identityStore } from './store/configured-store'
import type { Mapping } from './store/identity-store'

/**
 * The caller's mapping, created where it is missing, and replaced where ACS says that its identity is
 * gone. Throws an upstream problem.
 */
export async function ensureIdentity(caller: Caller): Promise<Ensured> {
  const mapping = await identityStore().findMapping(caller)
  if (!mapping) return ensureMapping(caller)
  return mapping.isUnusable ? replaceIdentity(caller, mapping) : { mapping, created: false }
}

async function replaceIdentity(caller: Caller, unusable: Mapping): Promise<Ensured> {
  // Not gone, only out of reach: it may be that of a resource that was configured before.
  await requireOwnResource(unusable.acsUserId)
  const ended = await identityStore().endMapping(caller, unusable.id)
  const ensured = await ensureMapping(caller)
  if (!ended) return ensured
  if (ensured.created) {
    const { acsUserId } = ensured.mapping
    audit('identity_replaced', { acsUserId, replaced: unusable.acsUserId })
  }
  await executeOrPostpone(ended)
  return ensured
}
