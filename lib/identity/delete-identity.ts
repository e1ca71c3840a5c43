import 'server-only'
import { audit } from '@/lib/observability/audit'
import type { CallerId } from '@/lib/auth/caller'
import { payDebtOrPostpone } from './pending/execute-operation'
import { endMapping } from './pending/pending-store'

/**
 * Ends the caller's mapping, if there is one, and has ACS delete the identity, now or later. The
 * mapping goes first, so that a dead identity is never handed out.
 */
export async function deleteIdentity(caller: CallerId): Promise<void> {
  const debt = await endMapping(caller)
  if (!debt) return
  audit('identity_deleted', { acsUserId: debt.acsUserId })
  await payDebtOrPostpone(debt)
}
