/** What the browser needs to know to ask Entra for tokens itself; nothing of it is secret. */
export interface MsalSettings {
  clientId: string
  authority: string
  redirectUri: string
  /** The person signed in to this app, so that they needn't choose an account again. */
  loginHint: string
  /** Where an administrator consents for everybody; Entra's answer goes to the redirect URI. */
  adminConsentUrl: string
  /** Microsoft Graph, for the scopes that the browser asks for itself. */
  graphEndpoint: string
  /** Only where the authority has no TLS (local mode): its host, and its endpoints as JSON. */
  plainAuthority?: { host: string; metadata: string }
}

/** Tells Entra's answers to an administrator's consent from its answers to MSAL. */
export const ADMIN_CONSENT_STATE = 'admin-consent'
