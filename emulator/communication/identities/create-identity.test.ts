import { beforeEach, expect, test } from 'vitest'
import { errorOf, sendSigned, VERSION } from '../../testing/communication'
import { bodyOf, startTestEmulator } from '../../testing/emulator'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

interface Created {
  identity: { id: string }
  accessToken?: { token: string; expiresOn: string }
}

async function create(body?: unknown, version = VERSION): Promise<Created> {
  const response = await sendSigned(emulator, `/identities?${version}`, { body })
  expect(response.status).toBe(201)
  return bodyOf<Created>(response)
}

test.each([
  ['no body', undefined],
  ['an empty object', {}],
  ['nulls', { createTokenWithScopes: null, expiresInMinutes: null }],
  ['no scopes', { createTokenWithScopes: [] }],
])('with %s it makes an identity without a token', async (_case, body) => {
  const created = await create(body)
  expect(created).toEqual({
    identity: {
      id: expect.stringMatching(
        /^8:acs:ac500000-0000-4000-8000-000000000001_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
      ) as string,
    },
  })
})

test('with scopes it adds a token', async () => {
  const { accessToken } = await create({ createTokenWithScopes: ['voip'], expiresInMinutes: 60 })
  expect(accessToken?.expiresOn).toBe('2026-01-15T13:00:00.0000000+00:00')
  expect(await bodyOf(await emulator.fetch('/_emulator/state'))).toMatchObject({
    identities: [{ tokensIssued: 1 }],
  })
})

test('no two identities share an id', async () => {
  const created = await Promise.all(Array.from({ length: 20 }, () => create()))
  expect(new Set(created.map(({ identity }) => identity.id)).size).toBe(20)
})

test('a wrong request makes none', async () => {
  for (const body of [
    { createTokenWithScopes: ['sms'] },
    { createTokenWithScopes: ['voip'], expiresInMinutes: 59 },
    { createTokenWithScopes: 'voip' },
  ]) {
    const response = await sendSigned(emulator, `/identities?${VERSION}`, { body })
    expect((await errorOf(response)).slice(0, 2)).toEqual([400, 'ValidationError'])
  }
  expect(await bodyOf(await emulator.fetch('/_emulator/state'))).toMatchObject({ identities: [] })
})
