import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type AuthBrowser, authBrowser, locationOf } from '@/tests/support/server/auth-browser'
import { localCloud } from '@/tests/support/server/local-cloud'
import { pickPerson, sampleProvider, signInAtSample } from '@/tests/support/server/oidc'

const records: object[] = []
vi.mock('@/lib/observability/audit', async (original) => ({
  ...(await original<object>()),
  audit: (event: string, details: object) => void records.push({ event, ...details }),
}))

const cloud = localCloud(sampleProvider)
let browser: AuthBrowser

// Each test begins as a process does: it knows nothing of the provider.
beforeEach(async () => {
  vi.resetModules()
  records.length = 0
  browser = authBrowser((await import('./handlers')).handleAuth, 'oidc')
})

async function session() {
  const { readSession } = await import('../session/session')
  const value = browser.cookies.get('acs-auth.session') ?? ''
  return readSession({ get: (name) => (name === 'acs-auth.session' ? { value } : undefined) })
}

const issuer = () => `${cloud.emulator.url}/oidc/sample`

describe('a sign-in with an OpenID provider', () => {
  it('leads there and back, and begins a session of its issuer and subject', async () => {
    const response = await signInAtSample(browser, 'joan')
    expect(locationOf(response).href).toBe('http://localhost:3000/identity')
    expect(await session()).toMatchObject({
      directory: issuer(),
      subject: expect.stringMatching(/^[\w-]{43}$/) as string,
      name: 'Joan Clarke',
      username: 'joan@sample.example',
    })
    expect(records).toEqual([{ event: 'signed_in' }])
  })

  it('goes without a name that the provider does not tell', async () => {
    await cloud.emulator.fault({ operation: 'oidc.userinfo', status: 500 })
    await signInAtSample(browser, 'joan')
    const { subject, name, username } = (await session()) ?? {}
    expect([name, username]).toEqual([subject, ''])
  })

  it('takes no name of somebody else', async () => {
    const body = { sub: 'another', name: 'Mallory' }
    await cloud.emulator.fault({ operation: 'oidc.userinfo', status: 200, body })
    await signInAtSample(browser, 'joan')
    expect((await session())?.name).not.toBe('Mallory')
  })

  it('asks for who they are alone, with state, nonce and PKCE', async () => {
    const { origin, pathname, searchParams } = locationOf(await browser.start())
    expect(origin + pathname).toBe(`${issuer()}/authorize`)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'sample-client',
      redirect_uri: 'http://localhost:3000/api/auth/callback/oidc',
      response_type: 'code',
      scope: 'openid profile email',
      state: expect.stringMatching(/.{40}/) as string,
      nonce: expect.stringMatching(/.{40}/) as string,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge_method: 'S256',
    })
  })

  it('keeps no grant of the provider', async () => {
    await signInAtSample(browser, 'joan')
    const { findGrant } = await import('../session/grant-store')
    expect(await findGrant((await session())?.sid ?? '')).toBeNull()
    expect(await cloud.emulator.requests('oidc.token')).toMatchObject([
      { body: { grant_type: 'authorization_code' } },
    ])
  })

  it('has no other address than its own', async () => {
    expect((await browser.send('signin/azure-ad', { method: 'POST' })).status).toBe(404)
    expect((await browser.send('callback/azure-ad?code=1')).status).toBe(404)
  })
})

describe('no session begins', () => {
  async function backWith(change: (back: URL) => void) {
    const back = await pickPerson(locationOf(await browser.start()), 'joan')
    change(back)
    const response = await browser.callback(back)
    return [locationOf(response).pathname, locationOf(response).searchParams.get('error')]
  }
  const redeemed = async () => (await cloud.emulator.requests('oidc.token')).length

  it.each<[string, (back: URL) => void]>([
    [
      'that another issuer led back',
      (back) => back.searchParams.set('iss', 'https://evil.example'),
    ],
    ['without the issuer that the provider announces', (back) => back.searchParams.delete('iss')],
    ['of another sign-in', (back) => back.searchParams.set('state', 'another')],
  ])('with a code %s, and the code is kept back', async (_, change) => {
    expect(await backWith(change)).toEqual(['/error', 'OAuthCallback'])
    expect(await session()).toBeNull()
    expect(await redeemed()).toBe(0)
  })

  it('with a code that the provider does not know', async () => {
    expect(await backWith((back) => back.searchParams.set('code', 'made up'))).toEqual([
      '/error',
      'OAuthCallback',
    ])
    expect(records).toEqual([
      { event: 'sign_in_denied', reason: 'OAuthCallback', oauthError: 'invalid_grant' },
    ])
  })

  it('while the provider is unavailable, and the next attempt finds it', async () => {
    await cloud.emulator.fault({ operation: 'oidc.discovery', drop: 'before' })
    expect(locationOf(await browser.start()).searchParams.get('error')).toBe('OAuthSignin')
    await cloud.emulator.fault({ operation: 'oidc.token', status: 503 })
    expect(await backWith(() => undefined)).toEqual(['/error', 'OAuthCallback'])
    expect(await session()).toBeNull()
    expect(locationOf(await signInAtSample(browser, 'joan')).pathname).toBe('/identity')
  })

  it('with keys that can’t be had', async () => {
    await cloud.emulator.fault({ operation: 'oidc.keys', status: 500 })
    expect(await backWith(() => undefined)).toEqual(['/error', 'OAuthCallback'])
    expect(await session()).toBeNull()
  })
})

it('the page that explains a failed sign-in names the provider, and no setting of Entra', async () => {
  const { env } = await import('@/lib/env')
  const { explainSignInError } = await import('./sign-in-explanations')
  expect(explainSignInError('OAuthSignin', '').title).toBe('The emulator is not responding')
  env().emulatorUrl = undefined
  expect(explainSignInError('OAuthSignin', '').title).toBe('Sample provider could not be reached')
  const { title } = explainSignInError('OAuthCallback', 'AADSTS7000215')
  expect(title).toBe('The sign-in could not be completed')
})
