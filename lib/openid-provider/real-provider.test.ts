import { authBrowser, locationOf } from '@/tests/support/server/auth-browser'
import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { AUDIENCE, sampleProvider } from '@/tests/support/server/oidc'
import {
  openidClient,
  type OpenidServer,
  startOpenidServer,
} from '@/tests/support/programs/openid-server'

const cloud = localCloud(sampleProvider)
let server: OpenidServer

beforeAll(async () => {
  server = await startOpenidServer()
  vi.stubEnv('OIDC_ISSUER', server.issuer)
  vi.stubEnv('OIDC_CLIENT_ID', openidClient.client_id)
  vi.stubEnv('OIDC_CLIENT_SECRET', openidClient.client_secret)
})
// Each test begins as a process does: it knows nothing of the provider.
beforeEach(() => void vi.resetModules())
afterAll(() => {
  server.stop()
  vi.unstubAllEnvs()
})

async function signIn() {
  const { handleAuth } = await import('@/lib/auth/sign-in/handlers')
  const browser = authBrowser(handleAuth, 'oidc')
  const response = await browser.callback(await server.signIn(locationOf(await browser.start())))
  return { response, session: browser.cookies.get('acs-auth.session') ?? '' }
}

async function verify(token: string) {
  const { openidProviderDirectory } = await import('@/lib/auth/directories/openid-provider')
  return openidProviderDirectory.verifyBearer(token)
}

it('Ada signs in, and the name that userinfo alone says is hers', async () => {
  const { response, session } = await signIn()
  expect(locationOf(response).pathname).toBe('/identity')
  const { readSession } = await import('@/lib/auth/session/session')
  const get = () => ({ value: session })
  expect(await readSession({ get })).toMatchObject({
    directory: server.issuer,
    subject: 'ada',
    name: 'Ada Lovelace',
    username: 'ada@contoso.example',
  })
})

it('the same person has one ACS identity, signed in and as a Bearer', async () => {
  const { POST } = await import('@/app/api/user/route')
  const { session } = await signIn()
  const headers = { origin: 'http://localhost:3000' }
  const signedIn = await call(POST, { method: 'POST', session, headers })
  const bearer = await server.accessToken(AUDIENCE)
  expect(decodeProtectedHeader(bearer)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' })
  const asBearer = await call(POST, { method: 'POST', bearer })
  expect([signedIn.status, asBearer.status]).toEqual([201, 200])
  expect(asBearer.body).toEqual(signedIn.body)
  expect(await cloud.liveIdentities()).toHaveLength(1)
})

it('its token for another API is refused', async () => {
  const bearer = await server.accessToken('https://other.example/api')
  await expect(verify(bearer)).rejects.toMatchObject({ code: 'token_invalid' })
})

it('a key that it signs with from now on is found, half a minute later at the latest', async () => {
  await verify(await server.accessToken(AUDIENCE))
  await server.rotateKey()
  const token = await server.accessToken(AUDIENCE)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
  await expect(verify(token)).resolves.toMatchObject({ subject: 'ada' })
  vi.useRealTimers()
  expect(locationOf((await signIn()).response).pathname).toBe('/identity')
})

it('signing out leads to its page, which asks first', async () => {
  const { openidProviderDirectory } = await import('@/lib/auth/directories/openid-provider')
  const back = 'http://localhost:3000/signed-out'
  const address = await openidProviderDirectory.signOutAddress(back)
  const response = await fetch(address ?? '')
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('logout')
})
