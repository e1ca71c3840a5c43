import 'server-only'
import { audit } from '@/lib/observability/audit'
import { IdentityNotOwned } from '@/lib/communication/acs-error'
import {
  type AccessToken,
  issueToken as issueRemotely,
  type TokenOptions,
} from '@/lib/communication/identities'
import { Problem } from '@/lib/errors/problem'
import { disown } from '../disown'
import { type Mapping, setUnusable } from '../store/mapping-store'
import { findToken, keepToken } from './token-cache'

const SHORTEST_LIFE_MS = 10 * 60_000

/**
 * An ACS user token for a mapping: one issued earlier while more than half of its life is left,
 * otherwise, or where `fresh` is asked for, a new one, which takes the earlier one's place. Throws
 * `identity_unusable` or an upstream problem.
 */
export async function issueToken(
  mapping: Mapping,
  options: TokenOptions,
  { fresh = false } = {},
): Promise<AccessToken> {
  const known = fresh ? undefined : findToken(mapping, options)
  const token = known ?? (await issueNew(mapping, options))
  audit('token_issued', {
    acsUserId: mapping.acsUserId,
    scopes: options.scopes,
    expiresOn: token.expiresOn,
    reused: known !== undefined,
  })
  return token
}

async function issueNew(mapping: Mapping, options: TokenOptions): Promise<AccessToken> {
  const askedAt = Date.now()
  const token = await issueRemotely(mapping.acsUserId, options).catch((error: unknown) => {
    if (error instanceof IdentityNotOwned) return disown(mapping.id, error)
    throw error
  })
  if (token.expiresOn.getTime() - askedAt < SHORTEST_LIFE_MS) {
    throw new Problem('upstream_failed', { cause: new Error('ACS issued an expiring token.') })
  }
  if (mapping.isUnusable) await setUnusable(mapping.id, false)
  keepToken(mapping, options, token)
  return token
}
