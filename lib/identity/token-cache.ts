import 'server-only'
import { LRUCache } from 'lru-cache'
import type { AccessToken, TokenOptions } from '@/lib/communication/identities'
import type { Mapping } from './store/mapping-store'

// By the wall clock, as a token's expiry is: a monotonic one stands still while a machine sleeps.
const perf = { now: () => Date.now() }
const tokens = new LRUCache<string, AccessToken>({ max: 10_000, perf })

/**
 * A token issued earlier that still has more than half of its life, or undefined. A revocation on
 * any instance moves the mapping's `tokensValidAfter` and so ends all that was kept before.
 */
export function findToken(mapping: Mapping, options: TokenOptions): AccessToken | undefined {
  return tokens.get(cacheKey(mapping, options))
}

/** Keeps a token for half of its life; `askedAt` is when ACS was asked, in milliseconds. */
export function keepToken(
  mapping: Mapping,
  options: TokenOptions,
  token: AccessToken,
  askedAt: number,
): void {
  // Asked before the mark, a token may have been issued before the revocation, too.
  if (mapping.tokensValidAfter && askedAt <= mapping.tokensValidAfter.getTime()) return
  const ttl = Math.floor((token.expiresOn.getTime() - askedAt) / 2)
  if (ttl > 0) tokens.set(cacheKey(mapping, options), token, { ttl })
}

function cacheKey(mapping: Mapping, { scopes, expiresInMinutes }: TokenOptions): string {
  const validAfter = mapping.tokensValidAfter?.getTime() ?? 0
  return `${mapping.id} ${validAfter} ${scopes.join(',')} ${expiresInMinutes}`
}
