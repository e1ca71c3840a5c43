import { authBrowser, locationOf } from '@/tests/support/server/auth-browser'
import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { signInAtEntra } from '@/tests/support/server/sign-in'
import { database } from '@/lib/db/database'
import { readSession } from '../session/session'
import { handleAuth } from './handlers'

const cloud = localCloud({ RATE_LIMIT_UNAUTHENTICATED: '0' })

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow

type Change = (usual: Record<string, unknown>) => Record<string, unknown>

/** Signs Ada in where Entra's ID token is as usual but for a change; undefined is no ID token at all. */
async function signInWith(change: Change | undefined, key?: string) {
  const browser = authBrowser(handleAuth)
  const address = locationOf(await browser.start())
  const back = await signInAtEntra(cloud.emulator, address, 'ada')
  const { tenantId, serverApp } = cloud.emulator.config
  const usual = {
    iss: `${cloud.emulator.url}/${tenantId}/v2.0`,
    aud: serverApp.clientId,
    iat: seconds(-300),
    nbf: seconds(-300),
    exp: seconds(600),
    tid: tenantId,
    oid: cloud.emulator.user('ada').objectId,
    name: 'Ada Lovelace',
    preferred_username: 'ada@contoso.example',
    sub: 'subject',
    nonce: address.searchParams.get('nonce'),
    ver: '2.0',
  }
  const idToken =
    change && (await cloud.emulator.sign({ ...usual, ...change(usual) }, key ? { key } : {}))
  const body = {
    token_type: 'Bearer',
    access_token: 'opaque',
    expires_in: 3600,
    ...(idToken && { id_token: idToken }),
  }
  await cloud.emulator.fault({ operation: 'entra.token', status: 200, body })
  const end = locationOf(await browser.callback(back))
  const value = browser.cookies.get('acs-auth.session')
  const session = await readSession({
    get: (name) => (name === 'acs-auth.session' && value ? { value } : undefined),
  })
  return { end, session }
}

it.each<[string, Change | undefined, string?]>([
  ['another nonce', () => ({ nonce: 'another' })],
  ['no nonce', () => ({ nonce: undefined })],
  ['another app for its audience', () => ({ aud: crypto.randomUUID() })],
  ['several audiences', ({ aud }) => ({ aud: [aud, crypto.randomUUID()] })],
  ['another app that got it', () => ({ azp: crypto.randomUUID() })],
  ['its end in the past', () => ({ exp: seconds(-61) })],
  ['no end', () => ({ exp: undefined })],
  ['another issuer', () => ({ iss: 'https://evil.example/v2.0' })],
  ['another tenant than its issuer’s', () => ({ tid: crypto.randomUUID() })],
  ['the form of v1.0', ({ tid }) => ({ iss: `https://sts.windows.net/${String(tid)}/` })],
  ['another signer', () => ({}), 'foreign'],
  ['ACS for its signer', () => ({}), 'acs'],
  ['no content', undefined],
])('an ID token with %s signs nobody in', async (_, change, key) => {
  const { end, session } = await signInWith(change, key)
  expect(end.href).toBe('http://localhost:3000/error?error=OAuthCallback')
  expect(session).toBeNull()
})

it.each<[string, Change, object]>([
  ['all there is', () => ({}), { name: 'Ada Lovelace', username: 'ada@contoso.example' }],
  ['its own app named as the one that got it', ({ aud }) => ({ azp: aud }), {}],
  ['no name', () => ({ name: undefined }), { name: 'ada@contoso.example' }],
  ['a hint for signing out', () => ({ login_hint: 'opaque' }), { loginHint: 'opaque' }],
])('an ID token with %s signs its person in', async (_, change, expected) => {
  const { end, session } = await signInWith(change)
  expect(end.href).toBe('http://localhost:3000/identity')
  expect(session).toMatchObject(expected)
})

it('somebody whose token says nothing but who they are is known by their id', async () => {
  const { session } = await signInWith(() => ({ name: undefined, preferred_username: undefined }))
  const { objectId } = cloud.emulator.user('ada')
  expect(session).toMatchObject({ subject: objectId, name: objectId, username: '' })
  expect(session).not.toHaveProperty('loginHint')
})

it('ids in capitals are the same ids', async () => {
  const { session } = await signInWith(({ oid }) => ({ oid: String(oid).toUpperCase() }))
  expect(session?.subject).toBe(cloud.emulator.user('ada').objectId)
})

it('a sign-in for which Entra gives no refresh token has no grant', async () => {
  expect((await signInWith(() => ({}))).session).not.toBeNull()
  const { entraGrant } = await database()
  expect(await entraGrant.findMany({ select: { sessionId: true } })).toEqual([])
})
