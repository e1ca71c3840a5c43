import { beforeEach, expect, test } from 'vitest'
import { createIdentity, errorOf, sendSigned, VERSION } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { passwordTokens, requestToken } from '../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

function fail(fault: Record<string, unknown>): Promise<Response> {
  return emulator.post('/_emulator/faults', { operation: 'acs.createIdentity', ...fault })
}

function create(signal?: AbortSignal): Promise<Response> {
  if (!signal) return sendSigned(emulator, `/identities?${VERSION}`)
  return Promise.race([
    sendSigned(emulator, `/identities?${VERSION}`),
    new Promise<Response>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')))
    }),
  ])
}

interface State {
  identities: unknown[]
  counts: Record<string, number>
}

async function state(): Promise<State> {
  return bodyOf<State>(await emulator.fetch('/_emulator/state'))
}

async function statuses(): Promise<number[]> {
  const entries = await bodyOf<{ status: number }[]>(await emulator.fetch('/_emulator/requests'))
  return entries.map(({ status }) => status)
}

test('a status fails one request by default, without the work', async () => {
  expect((await fail({ status: 503 })).status).toBe(204)
  expect((await create()).status).toBe(503)
  expect(await state()).toEqual({ identities: [], counts: {} })
  expect((await create()).status).toBe(201)
  expect((await state()).counts).toEqual({ 'acs.createIdentity': 1 })
})

test('a failure carries code and Retry-After in the envelope of its service', async () => {
  await fail({ status: 429, code: 'TooManyRequests', retryAfter: 7 })
  const response = await create()
  expect(response.headers.get('retry-after')).toBe('7')
  expect(response.headers.get('api-supported-versions')).toContain('2023-10-01')
  expect((await errorOf(response)).slice(0, 2)).toEqual([429, 'TooManyRequests'])

  await fail({ operation: 'entra.token', status: 503 })
  const { status, body } = await requestToken(emulator, { grant_type: 'password' })
  expect([status, body.error, body.error_codes]).toEqual([503, 'temporarily_unavailable', [90033]])

  await fail({ operation: 'graph.me', status: 429 })
  const graph = await emulator.fetch('/v1.0/me')
  expect(await bodyOf(graph)).toHaveProperty('error.innerError.request-id')
})

test('times says how many requests fail', async () => {
  await fail({ status: 500, times: 2 })
  const responses = [await create(), await create(), await create()]
  expect(responses.map(({ status }) => status)).toEqual([500, 500, 201])
})

test('several faults on one operation apply oldest first, those on * among them', async () => {
  await fail({ status: 500 })
  await fail({ operation: '*', status: 501 })
  await fail({ status: 502 })
  const responses = [await create(), await create(), await create()]
  expect(responses.map(({ status }) => status)).toEqual([500, 501, 502])
})

test('a fault waits for its own operation', async () => {
  await fail({ operation: 'entra.token', status: 500 })
  expect((await create()).status).toBe(201)
})

test('a body with status 200 replaces the response to work that was done', async () => {
  await fail({ status: 200, body: { nonsense: true } })
  const response = await create()
  expect([response.status, await bodyOf(response)]).toEqual([200, { nonsense: true }])
  expect((await state()).identities).toHaveLength(1)
})

test('a body may be any JSON value, and goes with a failure, too', async () => {
  await fail({ status: 200, body: null })
  expect(await (await create()).text()).toBe('null')
  await fail({ status: 400, body: 'plain' })
  expect(await (await create()).text()).toBe('"plain"')
})

test('drop before closes the socket without the work', async () => {
  await fail({ drop: 'before' })
  await expect(create()).rejects.toThrow()
  expect(await state()).toEqual({ identities: [], counts: {} })
})

test('drop after does the work and closes the socket without a response', async () => {
  await fail({ drop: 'after' })
  await expect(create()).rejects.toThrow()
  expect(await state()).toMatchObject({
    identities: [expect.anything()],
    counts: { 'acs.createIdentity': 1 },
  })
  expect(await statuses()).toEqual([0])
})

test('a delay comes before the work', async () => {
  await fail({ delayMs: 80 })
  const started = performance.now()
  expect((await create()).status).toBe(201)
  expect(performance.now() - started).toBeGreaterThanOrEqual(75)
})

test('delayed work is done even when the client has gone', async () => {
  await fail({ delayMs: 60 })
  const signal = AbortSignal.timeout(20)
  await expect(create(signal)).rejects.toThrow('aborted')
  expect((await state()).identities).toHaveLength(0)
  await expect.poll(async () => (await state()).identities.length).toBe(1)
})

test('DELETE clears the faults', async () => {
  await fail({ status: 500, times: 100 })
  const response = await emulator.fetch('/_emulator/faults', { method: 'DELETE' })
  expect(response.status).toBe(204)
  expect((await create()).status).toBe(201)
})

test('only work that was done is counted', async () => {
  await createIdentity(emulator)
  await sendSigned(emulator, `/identities?${VERSION}`, { headers: { authorization: 'none' } })
  await passwordTokens(emulator, 'ada')
  expect((await state()).counts).toEqual({ 'acs.createIdentity': 1, 'entra.token': 1 })
})

test.each([
  { status: 99 },
  { times: 0, status: 500 },
  { operation: 'acs.unknown', status: 500 },
  { drop: 'during' },
  { code: 'Alone' },
  { status: 200 },
  { statsu: 500 },
  {},
])('%j is rejected', async (fault) => {
  expect((await fail(fault)).status).toBe(400)
})
