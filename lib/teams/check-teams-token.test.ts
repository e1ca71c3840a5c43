import { decodeJwt } from 'jose'
import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { checkTeamsToken } from './check-teams-token'

const cloud = localCloud()

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
