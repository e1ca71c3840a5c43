import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import type { AccessToken, TokenOptions } from '@/lib/communication/identities'
import { createIdentity } from '../create-identity'
import { issueToken } from './issue-token'
import { findMapping, type Mapping } from '../store/mapping-store'

/** A token, and the mapping whose identity it is of. */
export interface IssuedToken {
  mapping: Mapping
  token: AccessToken
}

/**
 * An ACS user token for the caller, whose identity is created where it is missing. With `fresh` it is
 * one that was issued for this request. Throws `identity_unusable` or an upstream problem.
 */
export async function ensureToken(
  caller: CallerId,
  options: TokenOptions,
  { fresh = false } = {},
): Promise<IssuedToken> {
  const known = await findMapping(caller)
  const mapping = known ?? (await createIdentity(caller, options)).mapping
  // The token that a new identity comes with is fresh.
  return { mapping, token: await issueToken(mapping, options, { fresh: fresh && known !== null }) }
}
