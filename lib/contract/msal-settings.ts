/** What the browser needs to know to ask Entra for tokens itself; nothing of it is secret. */
export interface MsalSettings {
  clientId: string
  authority: string
  redirectUri: string
  /** The person signed in to this app, so that they needn't choose an account again. */
  loginHint: string
  /** Only where the authority has no TLS (local mode): its host, and its endpoints as JSON. */
  plainAuthority?: { host: string; metadata: string }
}
