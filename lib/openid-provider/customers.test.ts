import { authBrowser, locationOf } from '@/tests/support/server/auth-browser'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { oidcSettings } from '@/scripts/local-settings'
import { signInAtEntra } from '@/tests/support/server/sign-in'

const APP = 'a1000000-0000-4000-8000-000000000001'
const API = 'a1000000-0000-4000-8000-000000000002'
const SECRET = 'emulator-sample-secret-of-customers'
const WOODGROVE = 'cc000000-0000-4000-8000-000000000001'
const LITWARE = 'bc000000-0000-4000-8000-000000000001'

const seed = {
  apps: [
    {
      clientId: APP,
      displayName: 'Calls for customers',
      clientSecret: SECRET,
      redirectUris: {
        web: ['http://localhost:3000/api/auth/callback/oidc', 'http://localhost:3000/signed-out'],
      },
    },
  ],
}

const cloud = localCloud(
  ({ config }) => ({
    ...oidcSettings(config),
    OIDC_CLIENT_ID: APP,
    OIDC_CLIENT_SECRET: SECRET,
    OIDC_AUDIENCE: API,
  }),
  seed,
)

const host = () => new URL(cloud.emulator.url).host
const WELL_KNOWN = '.well-known/openid-configuration'

describe.each<[string, string, () => string, string, string]>([
  [
    'Entra External ID by its name',
    'woodgrove.example/v2.0',
    () => `http://${WOODGROVE}.${host()}/${WOODGROVE}/v2.0`,
    'evelyn',
    'Evelyn Granville',
  ],
  [
    'Entra External ID by its id',
    `${WOODGROVE}/v2.0`,
    () => `http://${WOODGROVE}.${host()}/${WOODGROVE}/v2.0`,
    'evelyn',
    'Evelyn Granville',
  ],
  [
    'Azure AD B2C by its policy',
    'litware.example/B2C_1_signupsignin/v2.0',
    () => `http://${host()}/${LITWARE}/v2.0/`,
    'mae',
    'Mae Jemison',
  ],
])('customers of %s', (_, address, issuer, username, name) => {
  beforeEach(() => {
    vi.resetModules()
    vi.stubEnv('OIDC_DISCOVERY_URL', `${cloud.emulator.url}/${address}/${WELL_KNOWN}`)
    vi.stubEnv('OIDC_ISSUER', issuer())
  })

  it('sign in', async () => {
    const { handleAuth } = await import('@/lib/auth/sign-in/handlers')
    const browser = authBrowser(handleAuth, 'oidc')
    const back = await signInAtEntra(cloud.emulator, locationOf(await browser.start()), username)
    expect(locationOf(await browser.callback(back)).pathname).toBe('/identity')
    const { readSession } = await import('@/lib/auth/session/session')
    const value = browser.cookies.get('acs-auth.session') ?? ''
    expect(await readSession({ get: () => ({ value }) })).toMatchObject({
      directory: issuer(),
      name,
    })
  })

  it('are called by their access tokens, and never by ID tokens', async () => {
    const { openidProviderDirectory } = await import('@/lib/auth/directories/openid-provider')
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer(), sub: 'evelyn', aud: API, iat: now, nbf: now, exp: now + 600 }
    const token = (changes: object) => cloud.emulator.sign({ ...claims, ...changes })
    const { verifyBearer } = openidProviderDirectory
    expect(await verifyBearer(await token({ scp: 'Calls.Use', nonce: 'any' }))).toMatchObject({
      directory: issuer(),
      subject: 'evelyn',
    })
    await expect(verifyBearer(await token({ nonce: 'any' }))).rejects.toMatchObject({ status: 401 })
  })

  it('sign out there, and come back', async () => {
    const { openidProviderDirectory } = await import('@/lib/auth/directories/openid-provider')
    const back = 'http://localhost:3000/signed-out'
    const url = new URL((await openidProviderDirectory.signOutAddress(back)) ?? 'nowhere:')
    expect(url.origin).toBe(cloud.emulator.url)
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(back)
  })
})

it('the address of the metadata is no issuer', async () => {
  vi.resetModules()
  vi.stubEnv('OIDC_DISCOVERY_URL', '')
  vi.stubEnv('OIDC_ISSUER', `${cloud.emulator.url}/litware.example/B2C_1_signupsignin/v2.0`)
  const { findMetadata } = await import('./metadata')
  await expect(findMetadata()).rejects.toMatchObject({
    details: { code: 'OIDC_ISSUER_MISMATCH' },
    isFault: true,
  })
})
