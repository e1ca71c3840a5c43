import 'server-only'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import { env } from '@/lib/env'
import type { Session } from './session'

/** What the pages hand to MSAL, for the person of `session`. */
export function msalSettings(session: Session): MsalSettings {
  const { appUrl, entra } = env()
  const authority = `${entra.authorityHost}/${entra.tenantId}`
  return {
    clientId: entra.spaClientId,
    // MSAL takes https addresses only; without TLS this one is but a name (see plainAuthority).
    authority: authority.replace(/^http:/, 'https:'),
    redirectUri: `${appUrl}/auth-redirect`,
    loginHint: session.username,
    ...(authority.startsWith('http:') && { plainAuthority: plainAuthority(authority) }),
  }
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
