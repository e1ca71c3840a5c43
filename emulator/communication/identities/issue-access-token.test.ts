import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { createIdentity, errorOf, identityPath, sendSigned } from '../../testing/communication'
import { bodyOf, startTestEmulator } from '../../testing/emulator'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

function issue(id: string, body: unknown, options: { resource?: number; version?: string } = {}) {
  const { resource = 0, version = '2023-10-01' } = options
  const path = identityPath(id, '/:issueAccessToken').replace('2023-10-01', version)
  return sendSigned(emulator, path, { body, resource })
}

async function issued(body: unknown, version?: string) {
  const response = await issue(await createIdentity(emulator), body, version ? { version } : {})
  expect(response.status).toBe(200)
  return bodyOf<{ token: string; expiresOn: string }>(response)
}

test('a token says whose it is and what it opens, in the service’s claims', async () => {
  const id = await createIdentity(emulator)
  const response = await issue(id, { scopes: ['voip', 'chat.join'] })
  const { token } = await bodyOf<{ token: string }>(response)
  const iat = emulator.clock.now / 1000
  expect(decodeJwt(token)).toEqual({
    skypeid: id.slice(2),
    scp: 1792,
    csi: String(iat),
    iat,
    exp: iat + 1440 * 60,
    acsScope: 'voip,chat.join',
    resourceId: 'ac500000-0000-4000-8000-000000000001',
    rgn: expect.any(String) as string,
    resourceLocation: expect.any(String) as string,
  })
})

test.each([
  [60, '2026-01-15T13:00:00.0000000+00:00'],
  [1440, '2026-01-16T12:00:00.0000000+00:00'],
])('%i minutes are in the interval', async (expiresInMinutes, expiresOn) => {
  expect(await issued({ scopes: ['voip'], expiresInMinutes })).toMatchObject({ expiresOn })
})

test.each([59, 1441])('%i minutes are not', async (minutes) => {
  const body = { scopes: ['voip'], expiresInMinutes: minutes }
  expect(await errorOf(await issue(await createIdentity(emulator), body))).toEqual([
    400,
    'ValidationError',
    `ExpiresInMinutes value ${minutes} is invalid. Value must be within the [60, 1440] interval.`,
    'ExpiresInMinutes',
  ])
})

test('before 2022-10-01 a custom expiry means nothing', async () => {
  const body = { scopes: ['voip'], expiresInMinutes: 60 }
  expect(await issued(body, '2022-06-01')).toMatchObject({
    expiresOn: '2026-01-16T12:00:00.0000000+00:00',
  })
})

test('an empty body has no scopes', async () => {
  expect(await errorOf(await issue(await createIdentity(emulator), undefined))).toEqual([
    400,
    'ValidationError',
    'Scopes: The Scopes field is required.',
    'Scopes',
  ])
})

test.each(['chat.join', 'chat.join.limited', 'voip.join'])(
  '%s is a scope from 2023-10-01 on',
  async (scope) => {
    await issued({ scopes: [scope] })
    const response = await issue(
      await createIdentity(emulator),
      { scopes: [scope] },
      { version: '2022-10-01' },
    )
    expect((await errorOf(response)).slice(0, 2)).toEqual([400, 'ValidationError'])
  },
)

test('an identity of another resource, unknown or deleted is not owned', async () => {
  const foreign = await createIdentity(emulator, 1)
  const deleted = await createIdentity(emulator)
  await sendSigned(emulator, identityPath(deleted), { method: 'DELETE' })
  for (const id of [foreign, deleted, '8:acs:unknown']) {
    expect(await errorOf(await issue(id, { scopes: ['voip'] }))).toEqual([
      401,
      'IdentityNotOwned',
      "Provided identity doesn't belong to the resource.",
    ])
  }
  expect((await issue(foreign, { scopes: ['voip'] }, { resource: 1 })).status).toBe(200)
})

test('a lifetime set for ACS tokens goes before what the request asks', async () => {
  const short = await startTestEmulator({ lifetimes: { acs: 90 } })
  const path = identityPath(await createIdentity(short), '/:issueAccessToken')
  const response = await sendSigned(short, path, { body: { scopes: ['voip'] } })
  expect(await bodyOf(response)).toMatchObject({ expiresOn: '2026-01-15T12:01:30.0000000+00:00' })
})
