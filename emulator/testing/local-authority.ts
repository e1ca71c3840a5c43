/**
 * How MSAL (node and browser) is told of an issuer without TLS: the authority is only a name, and
 * the endpoints behind it are given instead of discovered.
 */
export function localAuthority(url: string, tenantId: string) {
  const { host } = new URL(url)
  const base = `${url}/${tenantId}`
  return {
    authority: `https://${host}/${tenantId}`,
    knownAuthorities: [host],
    authorityMetadata: JSON.stringify({
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    }),
  }
}
