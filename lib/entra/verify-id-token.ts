import 'server-only'
import type { JWTPayload } from 'jose'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { verifyEntraJwt } from './verify-jwt'

/**
 * Verifies the ID token of a sign-in that was begun with `nonce` (OpenID Connect Core 1.0, 3.1.3.7), or,
 * without one, of a refresh (12.2), and returns its claims. Throws `token_invalid`, `token_expired`, or
 * `upstream_unavailable` without any keys.
 */
export async function verifyIdToken(token: string, nonce?: string): Promise<JWTPayload> {
  const { clientId } = env().entra
  const { payload, issuerVersion } = await verifyEntraJwt(token, {
    audiences: [clientId],
    invalid: 'token_invalid',
    expired: 'token_expired',
  })
  const { aud, azp = clientId } = payload
  const isForSignIn = nonce === undefined || payload.nonce === nonce
  if (issuerVersion !== '2.0' || aud !== clientId || azp !== clientId || !isForSignIn) {
    throw new Problem('token_invalid')
  }
  return payload
}
