import { fetchProtectedResource } from 'openid-client'
import { beforeEach, expect, it, vi } from 'vitest'
import { entraClient } from './token-client'

const settings = {
  authorityHost: '',
  clientId: 'app',
  credential: { kind: 'secret', secret: 'secret' },
}
vi.mock('@/lib/env', () => ({ env: () => ({ entra: settings }) }))

const CLOUD = 'https://login.microsoftonline.com'
const PLAIN = new URL('http://127.0.0.1:9/')

beforeEach(() => {
  settings.authorityHost = CLOUD
})

function sendInTheClear(authorityHost: string) {
  settings.authorityHost = authorityHost
  return fetchProtectedResource(entraClient(crypto.randomUUID()), 'token', PLAIN, 'GET')
}

it('a client of an authority with TLS sends nothing without it', async () => {
  await expect(sendInTheClear(CLOUD)).rejects.toMatchObject({
    code: 'OAUTH_HTTP_REQUEST_FORBIDDEN',
  })
})

it('a client of local mode’s authority may do without', async () => {
  await expect(sendInTheClear('http://localhost:4010')).rejects.toThrow('fetch failed')
})

it('each tenant has a client of its own, made once', () => {
  const contoso = entraClient('contoso')
  expect(contoso.serverMetadata()).toMatchObject({
    issuer: `${CLOUD}/contoso/v2.0`,
    token_endpoint: `${CLOUD}/contoso/oauth2/v2.0/token`,
  })
  expect(entraClient('contoso')).toBe(contoso)
  expect(entraClient('fabrikam').serverMetadata().issuer).toBe(`${CLOUD}/fabrikam/v2.0`)
})
