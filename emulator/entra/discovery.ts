import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json } from '../core/http'
import { policyMetadata } from './policy-discovery'
import { issuerOf, requireAuthority } from './tenants'

// Of the claims Entra lists, those that are in tokens here.
const CLAIMS = [
  'sub',
  'iss',
  'aud',
  'exp',
  'iat',
  'acr',
  'nonce',
  'preferred_username',
  'name',
  'tid',
  'ver',
  'email',
]

/**
 * The OpenID configuration, with the fields of Entra's own document except those of what isn't here:
 * Kerberos, certificates (mutual TLS). What is listed, works.
 */
export function discovery(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  const { origin, config } = emulator
  const authority = requireAuthority(request, config)
  const { segment, tenant } = authority
  if (tenant?.kind === 'b2c') {
    return json(200, policyMetadata(authority, request.parameters.has('policy'), emulator))
  }
  const base = `${origin}/${segment}`
  return json(200, {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'private_key_jwt',
      'client_secret_basic',
    ],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerOf(tenant?.id, emulator),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${origin}/oidc/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: CLAIMS,
    tenant_region_scope: tenant ? 'EU' : null,
    cloud_instance_name: new URL(origin).host,
    cloud_graph_host_name: new URL(origin).host,
    msgraph_host: new URL(origin).host,
    rbac_url: origin,
  })
}

/** What MSAL asks to learn which hosts are one cloud: here it is this one. */
export function instanceDiscovery(_request: unknown, { origin }: Emulator): EmulatorResponse {
  const { host } = new URL(origin)
  return json(200, {
    tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  })
}

/**
 * The keys that verify Entra's tokens, of v1.0 and of v2.0: the same ones. ACS publishes none: its tokens are
 * opaque to clients.
 */
export function signingKeys(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  const { tenant } = requireAuthority(request, emulator.config)
  const keys = emulator.keys.entra.map(({ published }) => ({
    ...published,
    issuer: issuerOf(tenant?.id, emulator),
  }))
  return json(200, { keys })
}

/** The keys at their v1.0 address, which name no issuer. */
export function signingKeysOfV1(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  requireAuthority(request, emulator.config)
  return json(200, { keys: emulator.keys.entra.map(({ published }) => published) })
}
