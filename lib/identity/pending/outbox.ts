import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'
import { currentRowKey } from '../store/current-row-key'
import {
  dueFirst,
  operationFields,
  pauseAfter,
  type PendingOperation,
  toOperation,
} from './pending-operation'

/** Enqueues the deletion of an identity that never became a mapping. */
export async function enqueueDeletion(
  caller: CallerId,
  acsUserId: string,
): Promise<PendingOperation> {
  const { identityMapping } = await database()
  const tombstone = crypto.randomUUID()
  const row = await identityMapping.create({
    data: { ...currentRowKey(caller), tombstone, acsUserId, ...dueFirst() },
    select: operationFields,
  })
  return toOperation(row)
}

/** Operations of this ACS resource that are due, the oldest first. */
export async function findDueOperations(limit: number): Promise<PendingOperation[]> {
  const { identityMapping } = await database()
  const rows = await identityMapping.findMany({
    where: { acsResource: env().acs.resource, retryAt: { lte: new Date() } },
    orderBy: { retryAt: 'asc' },
    take: limit,
    select: operationFields,
  })
  return rows.map(toOperation)
}

/** Has everything that is pending for a caller be due now, and returns how much that is. */
export async function retryNow({ directory, subject }: CallerId): Promise<number> {
  const { identityMapping } = await database()
  const acsResource = env().acs.resource
  const { count } = await identityMapping.updateMany({
    where: { directory, subject, acsResource, retryAt: { gte: new Date(0) } },
    data: { retryAt: new Date() },
  })
  return count
}

/**
 * Leases a due operation; false where another instance was first. The next attempt is due after a
 * pause that doubles with each, up to an hour.
 */
export async function leaseOperation({ id, attempts }: PendingOperation): Promise<boolean> {
  const { identityMapping } = await database()
  const { count } = await identityMapping.updateMany({
    where: { id, attempts, retryAt: { lte: new Date() } },
    data: { retryAt: new Date(Date.now() + pauseAfter(attempts)), attempts: { increment: 1 } },
  })
  return count === 1
}

/**
 * Completes an operation: a tombstone goes, or stays with nothing pending while Microsoft Graph may still have
 * the identity as somebody's, so that it doesn't come back; a mapping stays, and with it the operation if it was
 * revoked once more meanwhile.
 */
export async function completeOperation(operation: PendingOperation): Promise<void> {
  const { id, hasEnded, tokenGeneration } = operation
  const { identityMapping } = await database()
  if (hasEnded) {
    const { count } = await identityMapping.deleteMany({ where: { id, graphExtension: null } })
    if (count > 0) return
    await identityMapping.updateMany({ where: { id }, data: { retryAt: null, attempts: 0 } })
  } else {
    await identityMapping.updateMany({
      where: { id, tombstone: '', tokenGeneration },
      data: { retryAt: null, attempts: 0 },
    })
  }
}
