import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import {
  ASSERTING_APP,
  assertingApp,
  assertionRequest,
  publicJwk,
  signAssertion,
} from '../../testing/assertions'
import { startTestEmulator } from '../../testing/emulator'
import { requestToken } from '../../testing/entra'
import { writeSeed } from '../../testing/seed'
import { startIssuer, startSite } from '../../testing/site'

const AUDIENCE = 'api://AzureADTokenExchange'
const SUBJECT = 'repo:contoso/calls:environment:Production'
const OFFLINE = 'https://issuer.example'
const jwks = { keys: [publicJwk('foreign')] }

const online = await startIssuer(jwks)
/** One that responds with nothing of use. */
const broken = await startSite((_request, response) => response.writeHead(500).end())

const emulator = await startTestEmulator({
  seedFile: await writeSeed({
    apps: [
      assertingApp({
        federatedCredentials: [
          { issuer: OFFLINE, subject: SUBJECT, jwks },
          { issuer: OFFLINE, subject: 'other', audience: 'api://other', jwks },
          { issuer: online, subject: SUBJECT },
          { issuer: broken, subject: SUBJECT },
        ],
      }),
    ],
  }),
})
const now = emulator.clock.now / 1000

function ask(changes: Record<string, unknown> = {}, key?: 'acs', kid?: string) {
  const claims = { iss: OFFLINE, sub: SUBJECT, aud: AUDIENCE, exp: now + 60, ...changes }
  const header = { kid: kid ?? publicJwk(key ?? 'foreign').kid }
  return signAssertion(claims, { ...(key && { key }), header }).then((assertion) =>
    requestToken(emulator, assertionRequest(assertion)),
  )
}

test.each([
  ['are in the seed', OFFLINE],
  ['are where its discovery document says', online],
])('a token of an issuer whose keys %s stands for the app', async (_case, iss) => {
  const { body } = await ask({ iss })
  expect(decodeJwt(body.access_token)).toMatchObject({ appid: ASSERTING_APP, appidacr: '2' })
})

test('each credential has an audience of its own', async () => {
  expect((await ask({ sub: 'other', aud: 'api://other' })).status).toBe(200)
  expect((await ask({ sub: 'other' })).body.error_codes).toEqual([700212])
})

test.each([
  ['another issuer', { iss: 'https://other.example' }, 700211],
  ['an issuer with a slash more', { iss: `${OFFLINE}/` }, 700211],
  ['another subject', { sub: 'repo:contoso/calls' }, 700213],
  ['a subject in another case', { sub: SUBJECT.toLowerCase() }, 7002138],
  ['another audience', { aud: 'api://other' }, 700212],
  ['an end in the past', { exp: now - 301 }, 700024],
])('%s is rejected', async (_case, changes, number) => {
  const { status, body } = await ask(changes)
  expect([status, body.error, body.error_codes]).toEqual([401, 'invalid_client', [number]])
})

test('a key that the issuer doesn’t show is AADSTS7000272, a signature by another key 700027', async () => {
  expect((await ask({}, 'acs')).body.error_codes).toEqual([7000272])
  expect((await ask({}, 'acs', publicJwk('foreign').kid)).body.error_codes).toEqual([700027])
})

test('an issuer that can’t be asked for its keys is AADSTS50166', async () => {
  const { status, body } = await ask({ iss: broken })
  expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_request', [50166]])
})
