import { decodeJwt } from 'jose'
import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { checkTeamsToken } from './check-teams-token'

const cloud = localCloud()
afterEach(() => vi.useRealTimers())

it.each([
  'https://auth.msft.communication.azure.com',
  'https://auth.msft.communication.azure.com/',
  'https://auth.msft.communication.azure.us',
  'https://auth.msft.communication.azure.us/',
  '1fd5118e-2576-4263-8130-9503064c837a',
])('takes %s as the audience', async (aud) => {
  const claims = decodeJwt(await cloud.emulator.teamsToken('ada'))
  const token = await cloud.emulator.sign({ ...claims, aud })
  const caller = { directory: String(claims.tid), subject: String(claims.oid) }
  await expect(checkTeamsToken(caller, token)).resolves.toEqual({ clientId: claims.appid })
})

it('a token has to be valid for one more minute, to the millisecond', async () => {
  const token = await cloud.emulator.teamsToken('ada')
  const { tid, oid, appid, exp = 0 } = decodeJwt(token)
  const caller = { directory: String(tid), subject: String(oid) }
  vi.useFakeTimers({ toFake: ['Date'], now: (exp - 60) * 1000 })
  await expect(checkTeamsToken(caller, token)).resolves.toEqual({ clientId: appid })
  vi.setSystemTime((exp - 60) * 1000 + 1)
  await expect(checkTeamsToken(caller, token)).rejects.toMatchObject({
    code: 'teams_token_expiring',
  })
})

it('a token is its owner’s alone, whoever showed it before', async () => {
  const token = await cloud.emulator.teamsToken('ada')
  const { tid, oid, appid } = decodeJwt(token)
  const owner = { directory: String(tid), subject: String(oid) }
  const other = crypto.randomUUID()
  await expect(checkTeamsToken(owner, token)).resolves.toEqual({ clientId: appid })
  for (const [caller, code] of [
    [{ ...owner, subject: other }, 'teams_token_wrong_user'],
    [{ ...owner, directory: other }, 'teams_token_wrong_tenant'],
  ] as const) {
    await expect(checkTeamsToken(caller, token)).rejects.toMatchObject({ code })
  }
  await expect(checkTeamsToken(owner, token)).resolves.toEqual({ clientId: appid })
})
