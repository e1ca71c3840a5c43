import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json } from '../core/http'
import { requireProvider } from './provider'

/** /oidc/{provider}/.well-known/openid-configuration. Source: OpenID Connect Discovery 1.0 section 3. */
export function oidcDiscovery(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  const { issuer } = requireProvider(request, emulator)
  return json(200, {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    end_session_endpoint: `${issuer}/logout`,
    jwks_uri: `${issuer}/jwks`,
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    code_challenge_methods_supported: ['S256'],
    claims_supported: ['sub', 'name', 'given_name', 'family_name', 'email', 'email_verified'],
    authorization_response_iss_parameter_supported: true,
  })
}

/** /oidc/{provider}/jwks: keys that Entra doesn't have. */
export function oidcKeys(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  requireProvider(request, emulator)
  return json(200, { keys: emulator.keys.oidc.map(({ published }) => published) })
}
