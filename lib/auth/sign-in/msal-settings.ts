import 'server-only'
import { ADMIN_CONSENT_STATE, type MsalSettings } from '@/lib/contract/msal-settings'
import { env } from '@/lib/env'
import { hasMicrosoftAccounts } from '../microsoft-accounts'
import type { Session } from '../session/session'

/** What the pages hand to MSAL, for the person of `session`; null where nobody has a Microsoft account. */
export function msalSettings(session: Session): MsalSettings | null {
  if (!hasMicrosoftAccounts()) return null
  const { appUrl, entra, graphEndpoint } = env()
  const authority = `${entra.authorityHost}/${entra.tenantId}`
  const clientId = entra.spaClientId
  const redirectUri = `${appUrl}/auth-redirect`
  return {
    clientId,
    // MSAL takes https addresses only; without TLS this one is but a name (see plainAuthority).
    authority: authority.replace(/^http:/, 'https:'),
    redirectUri,
    loginHint: session.username,
    graphEndpoint,
    adminConsentUrl: adminConsentUrl(authority, clientId, redirectUri),
    ...(authority.startsWith('http:') && { plainAuthority: plainAuthority(authority) }),
  }
}

// Grants all that the client app's registration asks for.
// Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#request-the-permissions-from-a-directory-admin
function adminConsentUrl(authority: string, client_id: string, redirect_uri: string): string {
  const query = new URLSearchParams({ client_id, redirect_uri, state: ADMIN_CONSENT_STATE })
  return `${authority}/adminconsent?${query}`
}

// Given its metadata, MSAL asks nobody where the authority's endpoints are.
function plainAuthority(authority: string): NonNullable<MsalSettings['plainAuthority']> {
  const endpoints = `${authority}/oauth2/v2.0`
  return {
    host: new URL(authority).host,
    metadata: JSON.stringify({
      issuer: `${authority}/v2.0`,
      authorization_endpoint: `${endpoints}/authorize`,
      token_endpoint: `${endpoints}/token`,
      end_session_endpoint: `${endpoints}/logout`,
      jwks_uri: `${authority}/discovery/v2.0/keys`,
    }),
  }
}
