/** What the browser needs to request tokens from Entra itself; none of it is secret. */
export interface MsalSettings {
  clientId: string
  authority: string
  redirectUri: string
  /** The person signed in to this app, so that they needn't pick an account again. */
  loginHint: string
  /** Where an administrator consents for the organization; Entra responds to the redirect URI. */
  adminConsentUrl: string
  /** Microsoft Graph, for the scopes that the browser asks for itself. */
  graphEndpoint: string
  /** Only where the authority has no TLS (local mode): its host, and its endpoints as JSON. */
  plainAuthority?: { host: string; metadata: string }
}

/** Distinguishes Entra's responses to an admin consent request from its responses to MSAL. */
export const ADMIN_CONSENT_STATE = 'admin-consent'
