import { beforeEach, expect, test } from 'vitest'
import { errorOf, sendSigned, VERSION } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { signatureHeaders } from '../testing/signature-headers'

const emulator = await startTestEmulator()
const PATH = `/identities?${VERSION}`

beforeEach(emulator.reset)

async function statusWith(headers: Record<string, string>, target = PATH): Promise<number> {
  const signed = signatureHeaders(emulator, 'POST', PATH)
  const response = await emulator.fetch(target, {
    method: 'POST',
    headers: { ...signed, ...headers },
  })
  return response.status
}

test('a signed request is let in', async () => {
  expect(await statusWith({})).toBe(201)
})

test('the access key tells the resources apart', async () => {
  for (const resource of [0, 1]) {
    const response = await sendSigned(emulator, PATH, { resource })
    const { identity } = await bodyOf<{ identity: { id: string } }>(response)
    expect(identity.id).toContain(`8:acs:ac500000-0000-4000-8000-00000000000${resource + 1}_`)
  }
})

test('a wrong signature is 401 without a body', async () => {
  const { authorization = '' } = signatureHeaders(emulator, 'DELETE', PATH)
  const response = await sendSigned(emulator, PATH, { headers: { authorization } })
  expect([response.status, await response.text()]).toEqual([401, ''])
  expect(response.headers.get('api-supported-versions')).toContain('2023-10-01')
})

test.each([
  ['no authorization', { authorization: '' }],
  ['another scheme', { authorization: 'Basic abc' }],
  [
    'a signature that is no base64',
    { authorization: 'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=?' },
  ],
  ['a date that is none', { 'x-ms-date': 'yesterday' }],
])('%s is 401', async (_case, headers) => {
  expect(await statusWith(headers)).toBe(401)
})

test('other signed headers than the three are 401', async () => {
  const { authorization = '' } = signatureHeaders(emulator, 'POST', PATH)
  const changed = authorization.replace('x-ms-date;host', 'date;host')
  expect(await statusWith({ authorization: changed })).toBe(401)
})

test('the signature covers the query as it was sent', async () => {
  expect(await statusWith({}, `/identities?api-version=2022-10-01`)).toBe(401)
  expect(await statusWith({}, `${PATH}&more=1`)).toBe(401)
})

test('the signature covers the host with its port', async () => {
  const headers = signatureHeaders(emulator, 'POST', PATH)
  const response = await fetch(`http://127.0.0.1:${emulator.port}${PATH}`, {
    method: 'POST',
    headers,
  })
  expect(response.status).toBe(401)
})

test('a content hash that is not the body’s is Denied', async () => {
  const signed = signatureHeaders(emulator, 'POST', PATH, '{}')
  const response = await emulator.fetch(PATH, { method: 'POST', headers: signed, body: '{ }' })
  expect(await errorOf(response)).toEqual([401, 'Denied', 'Denied by the resource provider.'])
})

test('a date up to 15 minutes off is let in, further off it is 401', async () => {
  for (const [minutes, status] of [
    [15, 201],
    [-15, 201],
    [16, 401],
    [-16, 401],
  ] as const) {
    const headers = signatureHeaders(emulator, 'POST', PATH)
    emulator.clock.now += minutes * 60_000
    const response = await emulator.fetch(PATH, { method: 'POST', headers })
    emulator.clock.now -= minutes * 60_000
    expect(response.status).toBe(status)
  }
})

test('Date may be signed in place of x-ms-date', async () => {
  const { 'x-ms-date': date = '', ...signed } = signatureHeaders(emulator, 'POST', PATH)
  const authorization = signed.authorization?.replace('x-ms-date', 'date') ?? ''
  const send = async (dates: Record<string, string>) => {
    const headers = { ...signed, authorization, ...dates }
    return (await emulator.fetch(PATH, { method: 'POST', headers })).status
  }
  expect(await send({ date })).toBe(201)
  expect(await send({ 'x-ms-date': date })).toBe(401)
  expect(await send({ date: new Date(emulator.clock.now + 1000).toUTCString() })).toBe(401)
})
