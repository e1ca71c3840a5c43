import { expect, test } from 'vitest'
import { sendSigned, VERSION } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import {
  CONTOSO,
  openAuthorize,
  passwordTokens,
  redemption,
  requestToken,
  sampleUser,
  server,
  spa,
  spaRequest,
  TEAMS_SCOPE,
} from '../testing/entra'

const emulator = await startTestEmulator()

interface Entry {
  at: string
  operation: string
  method: string
  path: string
  status: number
  refusal?: { reason: string; rule: string }
  body: unknown
}

async function recorded(operation = ''): Promise<Entry[]> {
  return bodyOf<Entry[]>(await emulator.fetch(`/_emulator/requests?operation=${operation}`))
}

test('a request is listed with its time, operation, status and body', async () => {
  await emulator.reset()
  const body = { createTokenWithScopes: ['voip'], expiresInMinutes: 60 }
  await sendSigned(emulator, `/identities?${VERSION}`, { body })
  await openAuthorize(emulator, spaRequest())
  expect(await recorded('acs.createIdentity')).toEqual([
    {
      at: '2026-01-15T12:00:00.000Z',
      operation: 'acs.createIdentity',
      method: 'POST',
      path: `/identities?${VERSION}`,
      status: 201,
      body,
    },
  ])
  expect(await recorded()).toHaveLength(2)
})

async function refusal(operation: string) {
  return (await recorded(operation)).at(-1)?.refusal
}

test('a refusal is listed with its reason and its rule, also where the client hears none', async () => {
  await emulator.reset()
  await sendSigned(emulator, `/identities?${VERSION}`, { headers: { 'x-ms-date': 'yesterday' } })
  expect(await refusal('acs.createIdentity')).toEqual({
    reason: "The signed date, 'yesterday', is not within 15 minutes of now.",
    rule: '401 without a body',
  })
  await requestToken(emulator, redemption('unknown'))
  expect((await refusal('entra.token'))?.rule).toBe('AADSTS9002313')
  await emulator.fetch('/v1.0/me')
  expect((await refusal('graph.me'))?.rule).toBe('401 InvalidAuthenticationToken')
})

test('a signature that no key gives is listed with what was to be signed', async () => {
  await emulator.reset()
  const authorization = `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${'A'.repeat(43)}=`
  await sendSigned(emulator, `/identities?${VERSION}`, { headers: { authorization } })
  expect((await refusal('acs.createIdentity'))?.reason).toContain(
    `"POST\\n/identities?${VERSION}\\n`,
  )
})

test('an error that the browser brings back to the app is listed, too', async () => {
  await emulator.reset()
  await openAuthorize(emulator, spaRequest({ prompt: 'none' }))
  expect((await refusal('entra.authorize'))?.rule).toBe('AADSTS50058')
})

test('the last 1000 are kept', async () => {
  await emulator.reset()
  for (let round = 0; round < 26; round++) {
    await Promise.all(Array.from({ length: 40 }, () => emulator.fetch('/v1.0/me')))
  }
  expect(await recorded()).toHaveLength(1000)
})

test('no secret is listed, in a body, a path or a header', async () => {
  await emulator.reset()
  const { username, password } = sampleUser('ada')
  const { access_token: token } = await passwordTokens(emulator, 'ada', TEAMS_SCOPE)
  const basic = Buffer.from(`${server.client_id}:wrong-basic-secret`).toString('base64')
  await requestToken(emulator, redemption('secret-code'))
  await requestToken(emulator, {
    grant_type: 'refresh_token',
    ...server,
    refresh_token: 'secret-r',
  })
  await requestToken(
    emulator,
    { grant_type: 'password', username, password, scope: token },
    { headers: { authorization: `Basic ${basic}` } },
  )
  await requestToken(emulator, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    ...server,
    assertion: 'secret-assertion',
    client_assertion: 'secret-client-assertion',
  })
  await openAuthorize(emulator, { ...spa, id_token_hint: 'secret-hint', other: token })
  await emulator.fetch(`/${CONTOSO}/oauth2/v2.0/logout?id%5Ftoken_hint=secret-encoded`)
  const exchange = { token: 'secret-token', appId: '', userId: '', note: `see ${token}` }
  await sendSigned(emulator, `/teamsUser/:exchangeAccessToken?${VERSION}`, { body: exchange })

  const text = JSON.stringify(await recorded())
  const secrets = [
    'secret-',
    server.client_secret,
    password,
    basic,
    token,
    redemption('').code_verifier,
  ]
  expect(secrets.filter((secret) => secret && text.includes(secret))).toEqual([])
  expect(text).toContain('"client_secret":"***"')
})
