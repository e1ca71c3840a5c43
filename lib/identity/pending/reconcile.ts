import 'server-only'
import { log } from '@/lib/observability/log'
import { executeOrPostpone } from './execute-operation'
import { findDueOperations, leaseOperation } from './outbox'

const PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60_000
const AT_ONCE = 20

/** Executes the operations that are due: what earlier requests, on any instance, left pending at ACS. */
export async function reconcile(): Promise<void> {
  for (const operation of await findDueOperations(AT_ONCE)) {
    if (await leaseOperation(operation)) await executeOrPostpone(operation)
  }
}

/** Reconciles for as long as the process lives: every 5 s, and less often while that fails. */
export function startReconciler(pause = PAUSE_MS): void {
  setTimeout(() => {
    void reconcile().then(
      () => startReconciler(),
      (err: unknown) => {
        log().warn({ err }, 'reconciliation failed')
        startReconciler(Math.min(pause * 2, LONGEST_PAUSE_MS))
      },
    )
  }, pause).unref()
}
