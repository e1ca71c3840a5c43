import type { User } from '../core/config/config'
import { changesOf } from '../core/store/account-changes'
import type { Store } from '../core/store/store'
import { EntraError } from './errors'

/** Why an account can do nothing: it was deleted (50034) or disabled (50057); undefined if it can. */
export function inactivity(user: User, store: Store): 50034 | 50057 | undefined {
  const { deleted, disabled } = changesOf(user, store)
  if (deleted) return 50034
  return disabled ? 50057 : undefined
}

/** Throws AADSTS50034 for a deleted account, 50057 for a disabled one. */
export function requireActive(user: User, store: Store): void {
  const number = inactivity(user, store)
  if (number) throw new EntraError(number, user.username)
}
