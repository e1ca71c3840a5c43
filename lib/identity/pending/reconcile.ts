import 'server-only'
import { executeOrPostpone } from './execute-operation'
import { findDueOperations, leaseOperation } from './outbox'

const AT_ONCE = 20

/** Executes the operations that are due: what earlier requests, on any instance, left pending at ACS. */
export async function reconcile(): Promise<void> {
  for (const operation of await findDueOperations(AT_ONCE)) {
    if (await leaseOperation(operation)) await executeOrPostpone(operation)
  }
}
