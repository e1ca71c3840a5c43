import { expect, test } from 'vitest'
import { startTestEmulator } from '../testing/emulator'
import { passwordTokens, requestToken, sampleUser, server, spa } from '../testing/entra'

const emulator = await startTestEmulator()

test('pages may call it: a preflight passes, and a response is readable', async () => {
  const preflight = await emulator.fetch('/common/oauth2/v2.0/token', {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:3000',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-client-sku',
    },
  })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-headers')).toBe('x-client-sku')
  expect(preflight.headers.get('access-control-allow-methods')).toContain('POST')
})

test('a response is never stored', async () => {
  const response = await emulator.fetch('/common/oauth2/v2.0/token', { method: 'POST' })
  expect(response.headers.get('cache-control')).toContain('no-store')
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
})

test('an error has the fields of Entra, and repeats the correlation id it was sent', async () => {
  const { body } = await requestToken(
    emulator,
    { grant_type: 'magic', ...spa },
    { headers: { 'client-request-id': '6b1e6e0e-0000-4000-8000-000000000000' } },
  )
  expect(body).toEqual({
    error: 'unsupported_grant_type',
    error_description: `AADSTS70003: The grant type 'magic' is not supported. Trace ID: ${String(body.trace_id)} Correlation ID: 6b1e6e0e-0000-4000-8000-000000000000 Timestamp: 2026-01-15 12:00:00Z`,
    error_codes: [70003],
    timestamp: '2026-01-15 12:00:00Z',
    trace_id: expect.any(String) as string,
    correlation_id: '6b1e6e0e-0000-4000-8000-000000000000',
  })
})

const { username, password } = sampleUser('ada')
const good = { grant_type: 'password', username, password, scope: 'User.Read' }

test.each([
  ['no grant type', { ...spa }, 900144, 'invalid_request', 400],
  ['an unknown grant type', { grant_type: 'magic' }, 70003, 'unsupported_grant_type', 400],
  ['no client', good, 900144, 'invalid_request', 400],
  ['an unknown client', { ...good, client_id: 'nobody' }, 700016, 'unauthorized_client', 400],
  ['a missing secret', { ...good, client_id: server.client_id }, 7000218, 'invalid_client', 401],
  ['a wrong secret', { ...good, ...server, client_secret: 'x' }, 7000215, 'invalid_client', 401],
  [
    'a secret of a public client',
    { ...good, ...spa, client_secret: 'x' },
    700025,
    'invalid_client',
    401,
  ],
  [
    'a client assertion without its type',
    { ...good, ...server, client_assertion: 'x' },
    900144,
    'invalid_request',
    400,
  ],
] as const)('%s is AADSTS%s', async (_case, fields, number, error, status) => {
  const response = await requestToken(emulator, fields)
  expect([response.body.error_codes, response.body.error, response.status]).toEqual([
    [number],
    error,
    status,
  ])
})

test('a client may authenticate by HTTP Basic, form-encoded', async () => {
  const basic = Buffer.from(`${server.client_id}:${server.client_secret}`).toString('base64')
  const { status } = await requestToken(emulator, good, {
    headers: { authorization: `Basic ${basic}` },
  })
  expect(status).toBe(200)
})

test.each([
  ['an unknown scope', 'User.Fly', 70011, 'invalid_scope'],
  ['an unknown resource', 'https://nowhere.example/Read', 500011, 'invalid_resource'],
  [
    'two resources',
    'User.Read api://a0000000-0000-4000-8000-000000000001/access_as_user',
    28000,
    'invalid_request',
  ],
] as const)('%s is rejected', async (_case, scope, number, error) => {
  const body = await passwordTokens(emulator, 'ada', scope)
  expect([body.error_codes, body.error]).toEqual([[number], error])
})

test('the tenant of the path must exist', async () => {
  const { body } = await requestToken(emulator, good, { tenant: 'nowhere.example' })
  expect([body.error, body.error_codes]).toEqual(['invalid_request', [90002]])
})
