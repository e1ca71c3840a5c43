import 'server-only'
import { clientCredentialsGrant } from 'openid-client'
import { env } from '@/lib/env'
import { callEntra } from './call-entra'
import { entraClient } from './token-client'

/**
 * An access token for Microsoft Graph for this app itself, in one tenant: with the application permissions
 * that an administrator granted there. Throws an upstream problem.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export function requestAppToken(tenantId: string) {
  const parameters = { scope: `${env().graphResource}/.default` }
  return callEntra(
    'clientCredentials',
    () => clientCredentialsGrant(entraClient(tenantId), parameters),
    { outlivesRequest: true },
  )
}
