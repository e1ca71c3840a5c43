import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { CONTOSO, FABRIKAM } from '../testing/entra'

const emulator = await startTestEmulator()

async function discover(tenant: string): Promise<Record<string, unknown>> {
  return bodyOf(await emulator.fetch(`/${tenant}/v2.0/.well-known/openid-configuration`))
}

test('a tenant is found by GUID or domain, and its endpoints repeat what was asked', async () => {
  for (const segment of [CONTOSO, 'contoso.example']) {
    expect(await discover(segment)).toMatchObject({
      issuer: `${emulator.url}/${CONTOSO}/v2.0`,
      authorization_endpoint: `${emulator.url}/${segment}/oauth2/v2.0/authorize`,
      token_endpoint: `${emulator.url}/${segment}/oauth2/v2.0/token`,
      end_session_endpoint: `${emulator.url}/${segment}/oauth2/v2.0/logout`,
      jwks_uri: `${emulator.url}/${segment}/discovery/v2.0/keys`,
    })
  }
  expect(await discover(FABRIKAM)).toHaveProperty('issuer', `${emulator.url}/${FABRIKAM}/v2.0`)
})

test.each(['common', 'organizations'])('%s has an issuer with a placeholder', async (segment) => {
  expect(await discover(segment)).toHaveProperty('issuer', `${emulator.url}/{tenantid}/v2.0`)
})

test('an unknown tenant is AADSTS90002', async () => {
  const response = await emulator.fetch('/nowhere.example/v2.0/.well-known/openid-configuration')
  expect(response.status).toBe(400)
  expect(await bodyOf(response)).toMatchObject({ error: 'invalid_request', error_codes: [90002] })
})

test('pages of any origin may read discovery, keys and instance discovery', async () => {
  for (const path of [
    `/${CONTOSO}/v2.0/.well-known/openid-configuration`,
    `/${CONTOSO}/discovery/v2.0/keys`,
    '/common/discovery/instance',
  ]) {
    const response = await emulator.fetch(path, { headers: { origin: 'http://localhost:3000' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  }
})

test('instance discovery names this host alone', async () => {
  const { host } = new URL(emulator.url)
  expect(await bodyOf(await emulator.fetch('/common/discovery/instance'))).toMatchObject({
    metadata: [{ preferred_network: host, aliases: [host] }],
  })
})

test('the key set has one key, without its private half', async () => {
  const { keys } = await bodyOf<{ keys: object[] }>(
    await emulator.fetch('/common/discovery/v2.0/keys'),
  )
  expect(keys.map((key) => Object.keys(key).sort())).toEqual([
    ['e', 'issuer', 'kid', 'kty', 'n', 'use', 'x5c', 'x5t'],
  ])
})

// Left out: kerberos_endpoint, mtls_endpoint_aliases and
// tls_client_certificate_bound_access_tokens, because nothing here stands behind them.
test('it has the fields of Entra’s own document that something here stands behind', async () => {
  expect(Object.keys(await discover(CONTOSO)).sort()).toEqual([
    'authorization_endpoint',
    'claims_supported',
    'cloud_graph_host_name',
    'cloud_instance_name',
    'device_authorization_endpoint',
    'end_session_endpoint',
    'frontchannel_logout_supported',
    'http_logout_supported',
    'id_token_signing_alg_values_supported',
    'issuer',
    'jwks_uri',
    'msgraph_host',
    'rbac_url',
    'request_uri_parameter_supported',
    'response_modes_supported',
    'response_types_supported',
    'scopes_supported',
    'subject_types_supported',
    'tenant_region_scope',
    'token_endpoint',
    'token_endpoint_auth_methods_supported',
    'userinfo_endpoint',
  ])
})
