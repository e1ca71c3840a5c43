import 'server-only'
import { audit } from '@/lib/observability/audit'
import type { CallerId } from '@/lib/auth/caller'
import { OtherResource } from '@/lib/communication/own-resource'
import { Problem } from '@/lib/errors/problem'
import { log } from '@/lib/observability/log'
import { payDebt } from './pending/execute-operation'
import { invalidateTokens } from './pending/pending-store'

/**
 * Ends all the caller's ACS user tokens. None issued before is handed out again from here on;
 * `pending` says that ACS couldn't be reached and is asked again until it has revoked them. Throws
 * `identity_unusable`, or `upstream_failed` where the identity is of another ACS resource.
 */
export async function revokeTokens(caller: CallerId): Promise<{ pending: boolean }> {
  const debt = await invalidateTokens(caller)
  if (!debt) return { pending: false }
  audit('tokens_revoked', { acsUserId: debt.acsUserId })
  try {
    await payDebt(debt)
    return { pending: false }
  } catch (error) {
    if (!(error instanceof Problem && error.status >= 500)) throw error
    // Retried, too, but not before somebody has mended the configuration.
    if (error.cause instanceof OtherResource) throw error
    log().warn({ err: error }, 'revocation postponed')
    return { pending: true }
  }
}
