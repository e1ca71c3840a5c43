import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import type { AccessToken, TokenOptions } from '@/lib/communication/users'
import { ensureMapping } from '../ensure-mapping'
import { identityStore } from '../store/configured-store'
import type { Mapping } from '../store/identity-store'
import { issueToken, recordToken } from './issue-token'

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
  caller: Caller,
  options: TokenOptions,
  { fresh = false } = {},
): Promise<IssuedToken> {
  const known = await identityStore().findMapping(caller)
  if (known) return { mapping: known, token: await issueToken(caller, known, options, { fresh }) }
  const { mapping, accessToken } = await ensureMapping(caller, options)
  // Where another request was first, its token is as fresh as this one's would be.
  if (!accessToken) return { mapping, token: await issueToken(caller, mapping, options) }
  return { mapping, token: recordToken(mapping, options, accessToken) }
}
