import 'server-only'
import { genericGrantRequest, refreshTokenGrant } from 'openid-client'
import { env } from '@/lib/env'
import { callEntra } from './call-entra'
import { entraClient } from './token-client'

const ON_BEHALF_OF = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

// Several callers may wait for the same token: it is not the first one's to give up.
const options = { outlivesRequest: true }

/**
 * An access token for Microsoft Graph on behalf of whoever's access token for this API is given.
 * Throws `interaction_required`, `consent_required`, or an upstream problem.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
 */
export function requestOnBehalfOf(tenantId: string, assertion: string) {
  const parameters = { assertion, requested_token_use: 'on_behalf_of', scope: env().graphScope }
  return callEntra(
    'onBehalfOf',
    () => genericGrantRequest(entraClient(tenantId), ON_BEHALF_OF, parameters),
    options,
  )
}

/** An access token for Microsoft Graph for a refresh token. Throws as requestOnBehalfOf does. */
export function requestByRefreshToken(tenantId: string, refreshToken: string) {
  const parameters = { scope: `${env().graphScope} offline_access` }
  return callEntra(
    'refresh',
    () => refreshTokenGrant(entraClient(tenantId), refreshToken, parameters),
    options,
  )
}
