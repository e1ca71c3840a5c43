import 'server-only'
import { IdentityNotOwned } from '@/lib/communication/acs-error'
import { deleteIdentity, revokeTokens } from '@/lib/communication/identities'
import { log } from '@/lib/observability/log'
import { disown } from '../disown'
import { type Debt, settleDebt } from './pending-store'

/**
 * Does at ACS what a mapping still owes: deletes its identity, or revokes its tokens. Throws
 * `identity_unusable` where there is nothing of this resource's to revoke, or an upstream problem;
 * only then the debt stays.
 */
export async function payDebt(debt: Debt): Promise<void> {
  try {
    await (debt.hasEnded ? deleteIdentity(debt.acsUserId) : revokeTokens(debt.acsUserId))
  } catch (error) {
    if (!(error instanceof IdentityNotOwned)) throw error
    await settleDebt(debt)
    // The identity is gone: for a tombstone that comes to the same.
    return debt.hasEnded ? undefined : disown(debt.id, error)
  }
  await settleDebt(debt)
}

/** As payDebt, but what fails now is left to the reconciler. */
export async function payDebtOrPostpone(debt: Debt): Promise<void> {
  await payDebt(debt).catch((err: unknown) => log().warn({ err }, 'ACS debt not paid yet'))
}
