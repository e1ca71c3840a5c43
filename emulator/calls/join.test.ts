import { beforeEach, expect, test } from 'vitest'
import { callerWith, issueToken, newCaller, STATE } from '../testing/calls'
import { errorOf, identityPath, sendSigned } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

const body = { displayName: 'Ada', state: STATE }

test('with a token for calls, one joins', async () => {
  const ada = await newCaller(emulator, ['chat', 'voip'])
  const response = await ada.send('group:1/join', body)
  expect(response.status).toBe(201)
  expect(await bodyOf(response)).toEqual({
    participantId: expect.any(String) as string,
    isWaiting: false,
  })
})

test('a Teams user joins, too', async () => {
  const now = Math.floor(emulator.clock.now / 1000)
  const claims = { skypeid: 'orgid:b0', acsScope: 'voip,chat', iat: now, exp: now + 600 }
  const signed = await emulator.post('/_emulator/sign', { claims, key: 'acs' })
  const { token } = await bodyOf<{ token: string }>(signed)
  expect((await callerWith(emulator, '', token).send('group:1/join', body)).status).toBe(201)
})

test('without the scope voip nobody does', async () => {
  const ada = await newCaller(emulator, ['chat'])
  const error = await errorOf(await ada.send('group:1/join', body))
  expect(error.slice(0, 2)).toEqual([403, 'ScopeMissing'])
})

test.each<[string, (id: string, token: string) => Promise<string>]>([
  ['none', () => Promise.resolve('')],
  ['a forged', (_, token) => Promise.resolve(`${token.slice(0, -6)}AAAAAA`)],
  [
    'somebody else’s',
    async () => {
      const claims = { skypeid: 'acs:x', acsScope: 'voip', exp: 9_999_999_999 }
      const signed = await emulator.post('/_emulator/sign', { claims, key: 'foreign' })
      return (await bodyOf<{ token: string }>(signed)).token
    },
  ],
  [
    'an expired',
    (_, token) => {
      emulator.clock.now += 61 * 60_000
      return Promise.resolve(token)
    },
  ],
  [
    'a revoked',
    async (id, token) => {
      await sendSigned(emulator, identityPath(id, '/:revokeAccessTokens'))
      return token
    },
  ],
  [
    'a deleted identity’s',
    async (id, token) => {
      await sendSigned(emulator, identityPath(id), { method: 'DELETE' })
      return token
    },
  ],
])('with %s token nobody joins', async (_, spoil) => {
  const { id, token } = await newCaller(emulator)
  const nobody = callerWith(emulator, id, await spoil(id, token))
  const response = await nobody.send('group:1/join', body)
  expect(response.headers.get('www-authenticate')).toBe('Bearer')
  expect((await errorOf(response)).slice(0, 2)).toEqual([401, 'Unauthorized'])
})

test('of a meeting everyone but the first waits', async () => {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  const first = await ada.send('meeting:1/join', body)
  const second = await grace.send('meeting:1/join', { ...body, displayName: 'Grace' })
  expect(await bodyOf(first)).toMatchObject({ isWaiting: false })
  expect(await bodyOf(second)).toMatchObject({ isWaiting: true })
})

test('a fifth does not fit', async () => {
  const ada = await newCaller(emulator)
  for (let i = 0; i < 4; i++) await ada.join('group:1')
  expect((await errorOf(await ada.send('group:1/join', body))).slice(0, 2)).toEqual([
    409,
    'CallFull',
  ])
})

test('who joins and never listens makes room again', { timeout: 10_000 }, async () => {
  const ada = await newCaller(emulator)
  for (let i = 0; i < 4; i++) await ada.join('group:1')
  await expect
    .poll(async () => (await ada.send('group:1/join', body)).status, { timeout: 8_000 })
    .toBe(201)
})

test('a name is needed', async () => {
  const ada = await newCaller(emulator)
  const [status, , message] = await errorOf(await ada.send('group:1/join', { state: STATE }))
  expect([status, message]).toEqual([400, expect.stringContaining('displayName')])
})

test('a token issued after a revocation lets in again', async () => {
  const { id } = await newCaller(emulator)
  await sendSigned(emulator, identityPath(id, '/:revokeAccessTokens'))
  const again = callerWith(emulator, id, await issueToken(emulator, id))
  expect((await again.send('group:1/join', body)).status).toBe(201)
})
