import type { Emulator } from '../core/emulator'
import { type Authority, issuerOf } from './tenants'

/**
 * The OpenID configuration of one of a B2C tenant's policies. The policy is in its addresses, by path or by
 * `p` as the client asked, and not in its issuer.
 * Source: https://github.com/jeroenheijmans/sample-angular-oauth2-oidc-with-auth-guards/issues/44
 */
export function policyMetadata(authority: Authority, byPath: boolean, emulator: Emulator) {
  const { segment, tenant, policy = '' } = authority
  const base = `${emulator.origin}/${segment}${byPath ? `/${policy}` : ''}`
  const at = (path: string) => `${base}/${path}${byPath ? '' : `?p=${policy}`}`
  return {
    issuer: issuerOf(tenant?.id, emulator),
    authorization_endpoint: at('oauth2/v2.0/authorize'),
    token_endpoint: at('oauth2/v2.0/token'),
    end_session_endpoint: at('oauth2/v2.0/logout'),
    jwks_uri: at('discovery/v2.0/keys'),
    response_modes_supported: ['query', 'fragment', 'form_post'],
    response_types_supported: ['code'],
    scopes_supported: ['openid'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: ['name', 'emails', 'sub', 'tfp', 'iss', 'iat', 'exp', 'aud', 'nonce'],
  }
}
