import { createHash, X509Certificate } from 'node:crypto'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { SERVER_APP_ID } from '../../core/config/samples'
import {
  ASSERTING_APP,
  assertingApp,
  assertionRequest,
  keyPair,
  signAssertion,
  tokenEndpoint,
} from '../../testing/assertions'
import { startTestEmulator } from '../../testing/emulator'
import { CONTOSO, FABRIKAM, requestToken, spa } from '../../testing/entra'
import { writeSeed } from '../../testing/seed'

const { certificate } = keyPair('foreign')
const { raw } = new X509Certificate(certificate)
const thumbprint = (hash: string) => createHash(hash).update(raw).digest('base64url')
const SHA256 = { alg: 'PS256', 'x5t#S256': thumbprint('sha256') }
const SHA1 = { alg: 'RS256', x5t: thumbprint('sha1') }

// The sample certificates are valid today, not at the time where tests usually stand still.
const emulator = await startTestEmulator({
  now: Date.now,
  seedFile: await writeSeed({ apps: [assertingApp({ certificates: [certificate] })] }),
})
const now = Math.floor(Date.now() / 1000)

function claims(changes: Record<string, unknown> = {}) {
  return {
    aud: tokenEndpoint(emulator),
    iss: ASSERTING_APP,
    sub: ASSERTING_APP,
    jti: 'one',
    nbf: now,
    exp: now + 600,
    ...changes,
  }
}

async function numberFor(assertion: string, changes: Record<string, string> = {}) {
  const fields = { ...assertionRequest(assertion), ...changes }
  const { status, body } = await requestToken(emulator, fields)
  return status === 200 ? 200 : body.error_codes[0]
}

test.each([
  ['its SHA-256 thumbprint, by PS256', SHA256],
  ['its SHA-256 thumbprint, by RS256', { ...SHA256, alg: 'RS256' }],
  ['its SHA-1 thumbprint, by RS256', SHA1],
])('an app shows a certificate by %s', async (_case, header) => {
  const assertion = await signAssertion(claims(), { header })
  const { body } = await requestToken(emulator, assertionRequest(assertion))
  expect(decodeJwt(body.access_token)).toMatchObject({ appid: ASSERTING_APP, appidacr: '2' })
})

test('the audience is the token endpoint or the issuer, by the tenant’s id or domain', async () => {
  for (const aud of [
    tokenEndpoint(emulator, 'contoso.example'),
    `${emulator.url}/${CONTOSO}/v2.0`,
  ]) {
    expect(await numberFor(await signAssertion(claims({ aud }), { header: SHA256 }))).toBe(200)
  }
})

test.each([
  ['another tenant’s audience', { aud: tokenEndpoint(emulator, FABRIKAM) }, 700023],
  ['two audiences', { aud: [tokenEndpoint(emulator), emulator.url] }, 5002741],
  ['an end in the past', { exp: now - 301 }, 700024],
  ['a beginning in the future', { nbf: now + 360, exp: now + 600 }, 700024],
  ['no end', { exp: undefined }, 50027],
  ['no jti', { jti: undefined }, 50027],
  ['another subject than issuer', { sub: SERVER_APP_ID }, 50048],
  ['another app than client_id', { iss: SERVER_APP_ID, sub: SERVER_APP_ID }, 700021],
])('an assertion with %s is rejected', async (_case, changes, number) => {
  const assertion = await signAssertion(claims(changes), { header: SHA256 })
  expect(await numberFor(assertion)).toBe(number)
})

test.each([
  ['a thumbprint of no certificate of the app', { alg: 'PS256', 'x5t#S256': 'other' }, 'foreign'],
  ['the signature of another key', SHA256, 'acs'],
] as const)('%s is AADSTS700027', async (_case, header, key) => {
  expect(await numberFor(await signAssertion(claims(), { header, key }))).toBe(700027)
})

test('a certificate that is not valid yet is AADSTS700027', async () => {
  const early = await startTestEmulator({
    seedFile: await writeSeed({ apps: [assertingApp({ certificates: [certificate] })] }),
  })
  const begun = early.clock.now / 1000
  const time = { aud: tokenEndpoint(early), nbf: begun, exp: begun + 600 }
  const assertion = await signAssertion(claims(time), { header: SHA256 })
  const { body } = await requestToken(early, assertionRequest(assertion))
  expect(body.error_description).toMatch(/^AADSTS700027: .*not within its valid time range/)
})

test('a header without a thumbprint, and what is no JWT, is AADSTS50027', async () => {
  expect(await numberFor(await signAssertion(claims()))).toBe(50027)
  expect(await numberFor('nonsense')).toBe(50027)
})

test('the type of the assertion must be given', async () => {
  const assertion = await signAssertion(claims(), { header: SHA256 })
  for (const client_assertion_type of ['', 'saml2-bearer']) {
    expect(await numberFor(assertion, { client_assertion_type })).toBe(900144)
  }
})

test('an app with a certificate must show it, and a public client must show none', async () => {
  const { client_id, grant_type, scope } = assertionRequest('')
  const bare = { client_id: client_id ?? '', grant_type: grant_type ?? '', scope: scope ?? '' }
  expect((await requestToken(emulator, bare)).body.error_codes).toEqual([7000218])
  expect((await requestToken(emulator, { ...bare, client_secret: '' })).body.error_codes).toEqual([
    7000215,
  ])
  const assertion = await signAssertion(claims(), { header: SHA256 })
  expect(await numberFor(assertion, spa)).toBe(700025)
})

test('an assertion is also in its time by the clock of the machine it was made on', async () => {
  await emulator.post('/_emulator/clock', { advanceSeconds: 3600 })
  expect(await numberFor(await signAssertion(claims(), { header: SHA256 }))).toBe(200)
})
