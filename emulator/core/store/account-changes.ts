import { type Config, homeAccount, type User } from '../config/config'
import type { AccountChanges } from './records'
import type { Store } from './store'

const NONE: AccountChanges = {
  disabled: false,
  deleted: false,
  password: undefined,
  passwordChangedAt: 0,
  revokedAt: 0,
}

interface State {
  config: Config
  store: Store
}

/** What has become of an account since the last reset. */
export function changesOf({ objectId }: User, store: Store): AccountChanges {
  return store.accounts.get(objectId) ?? NONE
}

export function changeAccount(user: User, changes: Partial<AccountChanges>, store: Store): void {
  store.accounts.set(user.objectId, { ...changesOf(user, store), ...changes })
}

/** The accounts that are there: deleted ones are in no list. */
export function listUsers({ config, store }: State): User[] {
  return config.users.filter((user) => !changesOf(user, store).deleted)
}

/**
 * From when on sign-ins and tokens of a person count, in milliseconds: a new password and a revocation end
 * those from before. Those of a guest end in their own tenant.
 * Source: entra-docs, refresh-tokens.md, "Token revocation".
 */
export function signInsValidFrom(user: User, { config, store }: State): number {
  const { passwordChangedAt, revokedAt } = changesOf(homeAccount(config, user), store)
  return Math.max(passwordChangedAt, revokedAt)
}

/** The same for refresh tokens. Those of confidential clients outlive a password that its owner changes. */
export function refreshTokensValidFrom(user: User, isPublic: boolean, state: State): number {
  if (isPublic) return signInsValidFrom(user, state)
  return changesOf(homeAccount(state.config, user), state.store).revokedAt
}
