import { expect, test } from 'vitest'
import { errorOf, VERSION } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { CONTOSO, passwordTokens, requestToken, resign, server } from '../testing/entra'

const emulator = await startTestEmulator()

function create(token: string): Promise<Response> {
  return emulator.fetch(`/identities?${VERSION}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
}

async function managedIdentityToken(audience: string): Promise<string> {
  const { body } = await requestToken(
    emulator,
    { grant_type: 'client_credentials', ...server, scope: `${audience}/.default` },
    { tenant: CONTOSO },
  )
  return body.access_token
}

test('an Entra token for ACS is let in, with or without a slash, and means the first resource', async () => {
  for (const audience of ['https://communication.azure.com', 'https://communication.azure.com/']) {
    const response = await create(await managedIdentityToken(audience))
    const { identity } = await bodyOf<{ identity: { id: string } }>(response)
    expect(identity.id).toContain('8:acs:ac500000-0000-4000-8000-000000000001_')
  }
})

test('any other token is denied', async () => {
  const good = await managedIdentityToken('https://communication.azure.com')
  const { access_token: api } = await passwordTokens(emulator, 'ada')
  const others = [
    'nonsense',
    api,
    await resign(emulator, good, { exp: 1 }),
    await resign(emulator, good, {}, 'foreign'),
  ]
  for (const token of others) {
    expect(await errorOf(await create(token))).toEqual([
      401,
      'Denied',
      'Denied by the resource provider.',
    ])
  }
})
