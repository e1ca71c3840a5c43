import 'server-only'
import { type JWTHeaderParameters } from 'jose'
import { env } from '@/lib/env'
import { type ProviderClaims, refuse, verifyProviderJwt } from './verify-jwt'

/** Whose access token it is. */
export interface AccessTokenClaims {
  subject: string
  /** Seconds since the epoch. */
  expiresAt: number
}

/**
 * Verifies an access token for this API: a JWT as RFC 9068 says, or one that is no ID token. Throws
 * `token_invalid`, `token_expired`, or `upstream_unavailable` without any keys.
 */
export async function verifyAccessToken(token: string): Promise<AccessTokenClaims> {
  const { audience, clientId } = env().openidProvider
  if (audience === undefined) throw refuse('OIDC_AUDIENCE is not set: no Bearer token is accepted')
  const { header, claims } = await verifyProviderJwt(token, audience)
  if (claims.aud.includes(clientId)) throw refuse('a token for OIDC_CLIENT_ID, as ID tokens are')
  const reason = whyNoAccessToken(header, claims) ?? whyNobodys(claims)
  if (reason !== undefined) throw refuse(reason)
  return { subject: claims.sub, expiresAt: claims.exp }
}

// RFC 9068, section 4, has `at+jwt`; most providers write `JWT` over all that they sign. Of that, access
// tokens say what they are for, and ID tokens never do. A nonce says nothing: B2C's access tokens have one.
// Source: https://learn.microsoft.com/azure/active-directory-b2c/access-tokens
function whyNoAccessToken({ typ }: JWTHeaderParameters, claims: ProviderClaims) {
  const type = typ?.toLowerCase().replace(/^application\//, '')
  if (type !== 'at+jwt' && type !== 'jwt') return 'a token that is of another type'
  if ('at_hash' in claims || 'c_hash' in claims) return 'an ID token'
  if (type === 'jwt' && !claims.scope && !claims.scp)
    return 'a token without scopes, as ID tokens are'
  return undefined
}

// RFC 9449, 7.2, and RFC 8705, 3: one that is bound to a key is no Bearer token. RFC 9068, 2.2: of who is no
// person the subject is the client; Auth0 and Entra have claims for it.
// Source: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
function whyNobodys({ sub, cnf, client_id: clientId, azp, gty, idtyp }: ProviderClaims) {
  if (cnf !== undefined) return 'a token that is bound to a key'
  const isClient = [clientId, azp].includes(sub)
  const isApp = gty === 'client-credentials' || idtyp === 'app'
  return isClient || isApp ? 'a token of an app without a person' : undefined
}
