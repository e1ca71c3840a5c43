import 'server-only'
import { log } from '@/lib/observability/log'
import { payDebtOrPostpone } from './execute-operation'
import { findDueDebts, takeOnDebt } from './pending-store'

const PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60_000
const AT_ONCE = 20

/** Pays the debts that are due: what earlier requests, on any instance, still owe to ACS. */
export async function reconcile(): Promise<void> {
  for (const debt of await findDueDebts(AT_ONCE)) {
    if (await takeOnDebt(debt)) await payDebtOrPostpone(debt)
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
