import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import type { AccessToken, TokenOptions } from '@/lib/communication/identities'
import { createIdentity } from './create-identity'
import { issueToken } from './issue-token'
import { findMapping, type Mapping } from './store/mapping-store'

/**
 * An ACS user token for the caller, whose identity is created where it is missing. Throws
 * `identity_unusable` or an upstream problem.
 */
export async function ensureToken(
  caller: CallerId,
  options: TokenOptions,
): Promise<{ mapping: Mapping; token: AccessToken }> {
  const mapping = (await findMapping(caller)) ?? (await createIdentity(caller, options)).mapping
  return { mapping, token: await issueToken(mapping, options) }
}
