import { beforeEach, expect, test } from 'vitest'
import { CLIENT_APP_ID, SERVER_APP_ID } from '../../core/config/samples'
import { assignmentPath, errorOf, sendSigned } from '../../testing/communication'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { CONTOSO, passwordTokens, sampleUser, TEAMS_SCOPE } from '../../testing/entra'

const emulator = await startTestEmulator()
const SCOPE = 'https://auth.msft.communication.azure.com/TeamsExtension.ManageCalls'

beforeEach(async () => {
  await emulator.reset()
  for (const name of ['ada', 'alan']) await assign(name)
})

function assign(
  name: string,
  body: object = { principalType: 'user', clientIds: [CLIENT_APP_ID] },
): Promise<Response> {
  const path = assignmentPath(CONTOSO, sampleUser(name).objectId)
  return sendSigned(emulator, path, { method: 'PUT', body })
}

async function exchange(scope: string, version = '2025-06-30', name = 'ada'): Promise<Response> {
  const { access_token } = await passwordTokens(emulator, name, scope)
  return emulator.fetch(`/access/teamsExtension/:exchangeAccessToken?api-version=${version}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: '{}',
  })
}

test('a Teams Phone user gets an identity made of resource, tenant and user, and a token', async () => {
  const id = `8:acs:ac500000-0000-4000-8000-000000000001_${CONTOSO}_${sampleUser('ada').objectId}`
  for (const version of ['2025-06-30', '2026-09-23']) {
    expect(await bodyOf(await exchange(SCOPE, version))).toEqual({
      identity: { id },
      accessToken: {
        token: expect.any(String) as string,
        expiresOn: '2026-01-16T12:00:00.0000000+00:00',
      },
    })
  }
  expect(await bodyOf(await emulator.fetch('/_emulator/state'))).toMatchObject({
    identities: [{ id, tokensIssued: 2 }],
  })
})

test('it is unknown before 2025-06-30', async () => {
  expect((await errorOf(await exchange(SCOPE, '2023-10-01')))[1]).toBe('UnsupportedApiVersion')
})

test('another audience, another scope or no license is rejected', async () => {
  expect((await errorOf(await exchange('User.Read')))[1]).toBe('InvalidAccessToken')
  expect((await errorOf(await exchange(TEAMS_SCOPE)))[1]).toBe('Forbidden')
  expect((await errorOf(await exchange(SCOPE, '2025-06-30', 'alan')))[1]).toBe('Forbidden')
})

test('only users who are assigned are let in, through the apps named with them', async () => {
  const outcome = async (name: string) => {
    const response = await exchange(SCOPE, '2025-06-30', name)
    return response.status === 200 ? 200 : (await errorOf(response)).slice(0, 2)
  }
  expect(await outcome('grace')).toEqual([403, 'Forbidden'])
  await assign('grace')
  expect(await outcome('grace')).toBe(200)
  await assign('grace', { principalType: 'user', clientIds: [SERVER_APP_ID] })
  expect(await outcome('grace')).toEqual([403, 'Forbidden'])
  await assign('grace', { principalType: 'resourceAccount' })
  expect(await outcome('grace')).toEqual([403, 'Forbidden'])
})
