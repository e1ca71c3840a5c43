import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import { IdentityNotOwned } from '@/lib/communication/errors'
import { deleteUser, revokeTokens } from '@/lib/communication/users'
import { log } from '@/lib/observability/log'
import { markUnusable } from '../mapping'
import { completeOperation } from './outbox'
import type { PendingOperation } from './pending-operation'

/**
 * Has ACS do what is pending for a mapping: delete its identity, or revoke its tokens. Throws
 * `identity_unusable` where there is nothing of this resource's to revoke, or an upstream problem;
 * only then the operation stays pending.
 */
export async function executeOperation(
  operation: PendingOperation,
  caller: Caller | null = null,
): Promise<void> {
  const { acsUserId, hasEnded } = operation
  try {
    await (hasEnded ? deleteUser(acsUserId) : revokeTokens(acsUserId))
  } catch (error) {
    if (!(error instanceof IdentityNotOwned)) throw error
    await completeOperation(operation)
    // The identity is gone: for a tombstone that comes to the same.
    return hasEnded ? undefined : markUnusable(caller, operation, error)
  }
  await completeOperation(operation)
}

/** As executeOperation, but what fails now is left to the reconciler. */
export async function executeOrPostpone(operation: PendingOperation): Promise<void> {
  await executeOperation(operation).catch((err: unknown) =>
    log().warn({ err }, 'pending ACS operation failed, will retry'),
  )
}
