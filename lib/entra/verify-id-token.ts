import 'server-only'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { verifyEntraJwt } from './verify-jwt'

/**
 * Verifies the ID token of a sign-in that was begun with `nonce` (OpenID Connect Core 1.0, 3.1.3.7).
 * Throws `token_invalid`, `token_expired`, or `upstream_unavailable` without any keys.
 */
export async function verifyIdToken(token: string, nonce: string): Promise<void> {
  const { clientId } = env().entra
  const { payload, issuerVersion } = await verifyEntraJwt(token, {
    audiences: [clientId],
    invalid: 'token_invalid',
    expired: 'token_expired',
  })
  const { aud, azp = clientId } = payload
  if (issuerVersion !== '2.0' || aud !== clientId || azp !== clientId || payload.nonce !== nonce) {
    throw new Problem('token_invalid')
  }
}
