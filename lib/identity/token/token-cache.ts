import 'server-only'
import { LRUCache } from 'lru-cache'
import type { AccessToken, TokenOptions } from '@/lib/communication/users'
import { countLookup } from '@/lib/observability/telemetry'
import type { Mapping } from '../store/identity-store'

// By the wall clock, as a token's expiry is: a monotonic one stands still while a machine sleeps.
const perf = { now: () => Date.now() }
const tokens = new LRUCache<string, AccessToken>({ max: 10_000, perf })

/**
 * A token issued earlier that still has more than half of its life, or undefined. A revocation on
 * any instance begins a new generation, and so ends all that was kept before.
 */
export function findToken(mapping: Mapping, options: TokenOptions): AccessToken | undefined {
  const token = tokens.get(cacheKey(mapping, options))
  countLookup('acs_token', token !== undefined)
  return token
}

/** Keeps a token for half of its life, unless ACS may still revoke it with those before. */
export function keepToken(mapping: Mapping, options: TokenOptions, token: AccessToken): void {
  const ttl = Math.floor((token.expiresOn.getTime() - Date.now()) / 2)
  if (!mapping.isRevoking && ttl > 0) tokens.set(cacheKey(mapping, options), token, { ttl })
}

function cacheKey({ id, tokenGeneration }: Mapping, { scopes, expiresInMinutes }: TokenOptions) {
  return `${id} ${tokenGeneration} ${scopes.join(',')} ${expiresInMinutes}`
}
