import 'server-only'
import { audit } from '@/lib/observability/audit'
import type { Caller } from '@/lib/auth/caller'
import { OtherResource } from '@/lib/communication/own-resource'
import { Problem } from '@/lib/errors/problem'
import { log } from '@/lib/observability/log'
import { executeOperation } from './pending/execute-operation'
import { identityStore } from './store/configured-store'

/**
 * Ends all the caller's ACS user tokens. None issued before is handed out again from here on;
 * `pending` says that ACS couldn't be reached and is asked again until it has revoked them. Throws
 * `identity_unusable`, or `upstream_failed` where the identity is of another ACS resource.
 */
export async function revokeTokens(caller: Caller): Promise<{ pending: boolean }> {
  const revocation = await identityStore().invalidateTokens(caller)
  if (!revocation) return { pending: false }
  audit('tokens_revoked', { acsUserId: revocation.acsUserId })
  try {
    await executeOperation(revocation, caller)
    return { pending: false }
  } catch (error) {
    if (!(error instanceof Problem && error.status >= 500)) throw error
    // Retried, too, but not before somebody has mended the configuration.
    if (error.cause instanceof OtherResource) throw error
    log().warn({ err: error }, 'revocation postponed')
    return { pending: true }
  }
}
