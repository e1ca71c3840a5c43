import { authBrowser, locationOf } from '@/tests/support/server/auth-browser'
import { describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { signInAtEntra } from '@/tests/support/server/sign-in'
import { readSession } from '../session/session'
import { handleAuth } from './handlers'

const records: object[] = []
vi.mock('@/lib/observability/audit', async (original) => ({
  ...(await original<object>()),
  audit: (event: string, details: object) => void records.push({ event, ...details }),
}))

const cloud = localCloud({ RATE_LIMIT_UNAUTHENTICATED: '3' })

/** A browser that has been at Entra, and the address with which it comes back. */
async function backFromEntra(username = 'ada') {
  const browser = authBrowser(handleAuth)
  const address = locationOf(await browser.start())
  return { browser, back: await signInAtEntra(cloud.emulator, address, username) }
}

const recorded = () => records.splice(0)

describe('a sign-in', () => {
  it('leads to Entra and back, and begins a session', async () => {
    const { browser, back } = await backFromEntra()
    const response = await browser.callback(back)
    expect(locationOf(response).href).toBe('http://localhost:3000/identity')
    const value = browser.cookies.get('acs-auth.session') ?? ''
    const session = await readSession({
      get: (name) => (name === 'acs-auth.session' ? { value } : undefined),
    })
    expect(session).toMatchObject({ subject: cloud.emulator.user('ada').objectId })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('keeps what it is bound to from scripts and other sites, for a quarter of an hour', async () => {
    const askedAt = Date.now()
    const cookies = (await authBrowser(handleAuth).start()).headers.getSetCookie()
    for (const name of ['state', 'nonce', 'code-verifier']) {
      const cookie = cookies.find((line) => line.startsWith(`acs-auth.${name}=`)) ?? ''
      expect(cookie).toMatch(/; Path=\/(;|$)/)
      expect(cookie).toMatch(/; HttpOnly(;|$)/)
      expect(cookie).toMatch(/; SameSite=Lax(;|$)/i)
      const ends = Date.parse(/; Expires=([^;]*)/.exec(cookie)?.[1] ?? '')
      expect(Math.abs(ends - askedAt - 15 * 60_000)).toBeLessThan(20_000)
    }
  })

  it('keeps its session from scripts and other sites, for twelve hours', async () => {
    const { browser, back } = await backFromEntra()
    const signedInAt = Date.now()
    const cookies = (await browser.callback(back)).headers.getSetCookie()
    const cookie = cookies.find((line) => line.startsWith('acs-auth.session=')) ?? ''
    expect(cookie).toMatch(/; Path=\/(;|$)/)
    expect(cookie).toMatch(/; HttpOnly(;|$)/)
    expect(cookie).toMatch(/; SameSite=Lax(;|$)/i)
    const ends = Date.parse(/; Expires=([^;]*)/.exec(cookie)?.[1] ?? '')
    expect(Math.abs(ends - signedInAt - 12 * 3_600_000)).toBeLessThan(20_000)
  })

  it('tells a script that starts it where Entra is', async () => {
    const response = await authBrowser(handleAuth).start({ json: 'true' })
    expect(response.headers.get('location')).toBeNull()
    const { url } = (await response.json()) as { url: string }
    expect(url).toContain(`${cloud.emulator.url}/${cloud.emulator.config.tenantId}/oauth2/v2.0/`)
  })

  it('without the app’s own form begins nothing, and is no failure', async () => {
    recorded()
    const response = await authBrowser(handleAuth).start({ csrfToken: 'made up' })
    expect(locationOf(response).pathname).toBe('/api/auth/signin')
    expect(recorded()).toEqual([])
  })

  it('is begun at the app’s own page', async () => {
    const response = await authBrowser(handleAuth).send('signin')
    expect(locationOf(response).pathname).toBe('/')
  })
})

describe('what of next-auth no sign-in needs', () => {
  it.each([
    'session',
    'providers',
    'signout',
    'error',
    'verify-request',
    '_log',
    'signin/github',
    'callback/github',
    'callback/azure-ad/more',
    'csrf/api/auth/csrf',
  ])('%s is not there', async (path) => {
    for (const method of ['GET', 'POST']) {
      const response = await authBrowser(handleAuth).send(path, { method })
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ code: 'not_found' })
    }
  })

  it.each([
    ['POST', 'csrf', 'GET'],
    ['POST', 'signin', 'GET'],
    ['GET', 'signin/azure-ad', 'POST'],
    ['POST', 'callback/azure-ad', 'GET'],
  ])('%s of %s is refused', async (method, path, allowed) => {
    const response = await authBrowser(handleAuth).send(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe(allowed)
  })
})

describe('a sign-in that Entra refuses', () => {
  it.each([
    [
      'access_denied',
      'AADSTS65004: Declined',
      'AccessDenied',
      { oauthError: 'access_denied', aadsts: 'AADSTS65004' },
    ],
    [
      'server_error',
      'AADSTS90033: Busy',
      'OAuthCallback',
      { oauthError: 'server_error', aadsts: 'AADSTS90033' },
    ],
    ['x'.repeat(10_000), 'ada@contoso.example', 'OAuthCallback', { oauthError: 'other' }],
    ['', '', 'OAuthCallback', { oauthError: 'other' }],
  ])(
    'is explained, in names and numbers alone: %s',
    async (error, description, reason, details) => {
      recorded()
      const query = new URLSearchParams({ error, error_description: description })
      const response = await authBrowser(handleAuth).send(`callback/azure-ad?${query}`)
      const number = 'aadsts' in details ? `&code=${details.aadsts}` : ''
      expect(response.headers.get('location')).toBe(
        `http://localhost:3000/error?error=${reason}${number}`,
      )
      expect(recorded()).toEqual([{ event: 'sign_in_denied', reason, ...details }])
    },
  )

  it('when its code is redeemed, is explained by Entra’s number', async () => {
    const { browser, back } = await backFromEntra()
    recorded()
    const error_description = 'AADSTS7000215: Invalid secret for ada@contoso.example.'
    const body = { error: 'invalid_client', error_description }
    await cloud.emulator.fault({ operation: 'entra.token', status: 401, body })
    const { search } = locationOf(await browser.callback(back))
    expect(search).toBe('?error=OAuthCallback&code=AADSTS7000215')
    expect(recorded()).toEqual([
      {
        event: 'sign_in_denied',
        reason: 'OAuthCallback',
        oauthError: 'invalid_client',
        aadsts: 'AADSTS7000215',
        code: undefined,
      },
    ])
    expect(browser.cookies.has('acs-auth.session')).toBe(false)
  })

  it('because another browser began it, signs nobody in', async () => {
    const { back } = await backFromEntra()
    recorded()
    const other = authBrowser(handleAuth)
    expect(locationOf(await other.callback(back)).search).toBe('?error=OAuthCallback')
    expect(other.cookies.has('acs-auth.session')).toBe(false)
    expect(recorded()).toEqual([{ event: 'sign_in_denied', reason: 'OAuthCallback' }])
  })
})

describe('the limit of an address', () => {
  it('counts sign-ins that are begun', async () => {
    const browser = authBrowser(handleAuth)
    for (let time = 0; time < 3; time++) {
      expect(locationOf(await browser.start()).origin).toBe(cloud.emulator.url)
    }
    expect((await browser.start()).status).toBe(429)
    expect(locationOf(await authBrowser(handleAuth).start()).origin).toBe(cloud.emulator.url)
  })

  it('counts those that fail', async () => {
    const browser = authBrowser(handleAuth)
    const fail = () => browser.send('callback/azure-ad?error=access_denied')
    for (let time = 0; time < 3; time++) expect((await fail()).status).toBe(307)
    const response = await fail()
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
