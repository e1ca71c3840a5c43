import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { SERVER_APP_ID } from '../../core/config/samples'
import { startTestEmulator } from '../../testing/emulator'
import { CONTOSO, requestToken, server, spa } from '../../testing/entra'

const emulator = await startTestEmulator()

function appToken(scope: string, client: Record<string, string> = server, tenant = CONTOSO) {
  return requestToken(emulator, { grant_type: 'client_credentials', ...client, scope }, { tenant })
}

test('an app gets a token about itself, without scp', async () => {
  const { body } = await appToken(`api://${SERVER_APP_ID}/.default`)
  const claims = decodeJwt(body.access_token)
  expect(claims).toMatchObject({ aud: SERVER_APP_ID, azp: SERVER_APP_ID, ver: '2.0' })
  expect(claims).not.toHaveProperty('scp')
  expect(claims.oid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
  expect(claims.sub).toBe(claims.oid)
  expect(body).not.toHaveProperty('refresh_token')
})

// Entra puts idtyp into a token of one's own API only where its registration wants the optional claim.
test('only a v1.0 token about an app says idtyp', async () => {
  const idtypFor = async (scope: string) =>
    decodeJwt((await appToken(scope)).body.access_token).idtyp
  expect(await idtypFor('https://graph.microsoft.com/.default')).toBe('app')
  expect(await idtypFor(`api://${SERVER_APP_ID}/.default`)).toBeUndefined()
})

test('the audience for ACS keeps the slash that the SDK asks with', async () => {
  for (const audience of ['https://communication.azure.com', 'https://communication.azure.com/']) {
    const { body } = await appToken(`${audience}/.default`)
    expect(decodeJwt(body.access_token)).toMatchObject({ aud: audience, ver: '1.0' })
  }
})

test.each([
  ['a named scope', 'https://graph.microsoft.com/User.Read', server, CONTOSO, 1002012],
  ['a public client', 'https://graph.microsoft.com/.default', spa, CONTOSO, 7000218],
  ['no tenant', 'https://graph.microsoft.com/.default', server, 'common', 90002],
])('%s is rejected', async (_case, scope, client, tenant, number) => {
  expect((await appToken(scope, client, tenant)).body.error_codes).toEqual([number])
})
