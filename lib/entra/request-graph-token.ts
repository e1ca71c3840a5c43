import 'server-only'
import { genericGrantRequest, refreshTokenGrant } from 'openid-client'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { callEntra } from './call-entra'
import { claimsRequest } from './claims-request'
import { entraClient } from './token-client'
import { unverifiedIdToken } from '@/lib/openid/unverified-id-token'
import { verifyIdToken } from './verify-id-token'

const ON_BEHALF_OF = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

// Several callers may wait for the same token: it is not the first one's to give up.
const options = { outlivesRequest: true }

/**
 * An access token for Microsoft Graph on behalf of whoever's access token for this API is given.
 * Throws `interaction_required`, `consent_required`, or an upstream problem.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
 */
export function requestOnBehalfOf(tenantId: string, assertion: string, challenge?: string) {
  const parameters = {
    assertion,
    requested_token_use: 'on_behalf_of',
    scope: env().graphScope,
    claims: claimsRequest(challenge),
  }
  return callEntra(
    'onBehalfOf',
    () => genericGrantRequest(entraClient(tenantId), ON_BEHALF_OF, parameters),
    options,
  )
}

/**
 * An access token for Microsoft Graph for a refresh token, and the claims of today's ID token, where there
 * is one. Throws as requestOnBehalfOf does.
 */
export async function requestByRefreshToken(
  tenantId: string,
  refreshToken: string,
  challenge?: string,
) {
  const parameters = {
    scope: `openid ${env().graphScope} offline_access`,
    claims: claimsRequest(challenge),
  }
  const response = await callEntra(
    'refresh',
    () => refreshTokenGrant(entraClient(tenantId), refreshToken, parameters),
    options,
  )
  const idToken = unverifiedIdToken(response)
  return { ...response, claims: idToken === undefined ? undefined : await verify(idToken) }
}

// What is wrong with it is between Entra and this app.
async function verify(idToken: string) {
  return verifyIdToken(idToken).catch((cause: unknown) => {
    const isOutage = cause instanceof Problem && cause.status >= 500
    throw isOutage ? cause : new Problem('upstream_failed', { cause })
  })
}
