import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import { audit } from '@/lib/observability/audit'
import { executeOrPostpone } from './pending/execute-operation'
import { identityStore } from './store/configured-store'

/**
 * Ends the caller's mapping, if there is one, and has ACS delete the identity, now or later. The
 * mapping goes first, so that a dead identity is never handed out.
 */
export async function deleteIdentity(caller: Caller): Promise<void> {
  const deletion = await identityStore().endMapping(caller)
  if (!deletion) return
  audit('identity_deleted', { acsUserId: deletion.acsUserId })
  await executeOrPostpone(deletion)
}
