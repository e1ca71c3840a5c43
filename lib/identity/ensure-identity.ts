import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { createIdentity, type Ensured } from './create-identity'
import { payDebtOrPostpone } from './pay-debt'
import { endMapping } from './store/debt-store'
import { findMapping } from './store/mapping-store'

/**
 * The caller's mapping, created where it is missing, and replaced where ACS disowned its identity.
 * Throws an upstream problem.
 */
export async function ensureIdentity(caller: CallerId): Promise<Ensured> {
  const mapping = await findMapping(caller)
  if (mapping && !mapping.isUnusable) return { mapping, created: false }
  const debt = mapping && (await endMapping(caller, mapping.id))
  const ensured = await createIdentity(caller)
  if (debt) await payDebtOrPostpone(debt)
  return ensured
}
