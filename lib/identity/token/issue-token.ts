import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import { IdentityNotOwned } from '@/lib/communication/errors'
import { type AccessToken, getToken, type TokenOptions } from '@/lib/communication/users'
import { Problem } from '@/lib/errors/problem'
import { audit } from '@/lib/observability/audit'
import { markUnusable } from '../mapping'
import { identityStore } from '../store/configured-store'
import type { Mapping } from '../store/identity-store'
import { noteIssue } from './last-issue'
import { findToken, keepToken } from './token-cache'

const SHORTEST_LIFE_MS = 10 * 60_000

/**
 * An ACS user token for the caller's mapping: one issued earlier while more than half of its life is left,
 * otherwise, or where `fresh` is asked for, a new one, which takes the earlier one's place. Throws
 * `identity_unusable` or an upstream problem.
 */
export async function issueToken(
  caller: Caller,
  mapping: Mapping,
  options: TokenOptions,
  { fresh = false } = {},
): Promise<AccessToken> {
  const known = fresh ? undefined : findToken(mapping, options)
  if (!known) return recordToken(mapping, options, await issueNew(caller, mapping, options))
  auditToken(mapping, options, known, true)
  return known
}

/** Keeps a token that ACS has just issued for a mapping, puts that on record, and returns it. */
export function recordToken(
  mapping: Mapping,
  options: TokenOptions,
  token: AccessToken,
): AccessToken {
  keepToken(mapping, options, token)
  auditToken(mapping, options, token, false)
  return token
}

function auditToken(
  { id, acsUserId }: Mapping,
  { scopes }: TokenOptions,
  { expiresOn }: AccessToken,
  reused: boolean,
): void {
  audit('token_issued', { acsUserId, scopes, expiresOn, reused })
  noteIssue(id)
}

async function issueNew(
  caller: Caller,
  mapping: Mapping,
  options: TokenOptions,
): Promise<AccessToken> {
  const askedAt = Date.now()
  const token = await getToken(mapping.acsUserId, options).catch((error: unknown) => {
    if (error instanceof IdentityNotOwned) return markUnusable(caller, mapping, error)
    throw error
  })
  if (token.expiresOn.getTime() - askedAt < SHORTEST_LIFE_MS) {
    throw new Problem('upstream_failed', { cause: new Error('ACS issued an expiring token.') })
  }
  if (mapping.isUnusable) await identityStore().setUnusable(caller, mapping, false)
  return token
}
