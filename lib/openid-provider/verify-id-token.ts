import 'server-only'
import { env } from '@/lib/env'
import { refuse, verifyProviderJwt } from './verify-jwt'

/**
 * Verifies the ID token of a sign-in that was begun with `nonce` (OpenID Connect Core 1.0, 3.1.3.7).
 * Throws `token_invalid`, `token_expired`, or `upstream_unavailable` without any keys.
 */
export async function verifyIdToken(token: string, nonce: string): Promise<void> {
  const { clientId } = env().openidProvider
  const { claims } = await verifyProviderJwt(token, clientId)
  // Nobody else is trusted with it, so that it has one audience.
  if (claims.aud.length > 1) throw refuse('an ID token for others, too')
  if ((claims.azp ?? clientId) !== clientId) throw refuse('an ID token issued to another client')
  if (claims.nonce !== nonce) throw refuse('an ID token of another sign-in')
}
