import 'server-only'
import { audit } from '@/lib/observability/audit'
import type { CallerId } from '@/lib/auth/caller'
import { requireOwnResource } from '@/lib/communication/own-resource'
import { createIdentity, type Ensured } from './create-identity'
import { payDebtOrPostpone } from './pending/execute-operation'
import { endMapping } from './pending/pending-store'
import { findMapping, type Mapping } from './store/mapping-store'

/**
 * The caller's mapping, created where it is missing, and replaced where ACS says that its identity is
 * gone. Throws an upstream problem.
 */
export async function ensureIdentity(caller: CallerId): Promise<Ensured> {
  const mapping = await findMapping(caller)
  if (!mapping) return createIdentity(caller)
  return mapping.isUnusable ? replaceIdentity(caller, mapping) : { mapping, created: false }
}

async function replaceIdentity(caller: CallerId, unusable: Mapping): Promise<Ensured> {
  // Not gone, only out of reach: it may be that of a resource that was configured before.
  await requireOwnResource(unusable.acsUserId)
  const ended = await endMapping(caller, unusable.id)
  const ensured = await createIdentity(caller)
  if (ended && ensured.created) {
    const { acsUserId } = ensured.mapping
    audit('identity_replaced', { acsUserId, replaced: unusable.acsUserId })
  }
  if (ended) await payDebtOrPostpone(ended)
  return ensured
}
