import { beforeEach, describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { SignInRefusal } from '@/lib/errors/sign-in-refusal'
import { noteCause, noteRefusal, noteSignInError, withSignInErrors } from './sign-in-error'

const logged = vi.hoisted(() => ({ error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() }))
vi.mock('@/lib/observability/log', () => ({ log: () => logged }))

localCloud({ RATE_LIMIT_UNAUTHENTICATED: '2' })
beforeEach(() => vi.clearAllMocks())

const APP = 'http://localhost:3000'
const FAILED = `${APP}/api/auth/error?error=OAuthCallback`

let clients = 0
function fromNewClient() {
  return new Request(`${APP}/api/auth/signin`, {
    headers: { 'x-forwarded-for': `203.0.113.${++clients}` },
  })
}

/** What becomes of a response of next-auth’s, after `before` was done on the way to it. */
function handled(response: Response, before: () => void = () => undefined) {
  return withSignInErrors(fromNewClient(), () => {
    before()
    return Promise.resolve(response)
  })
}

const redirect = (location: string) =>
  new Response(null, { status: 302, headers: { location, 'set-cookie': 'kept=1' } })

/** What is put on record where the cause of a failure is this. */
async function recordOf(cause: unknown) {
  await handled(redirect(FAILED), () => noteCause(cause))
  return logged.info.mock.calls.map(([record]) => record as object)
}

describe('where next-auth would lead', () => {
  it.each([
    [`${APP}/identity`, undefined],
    ['/identity?error=OAuthCallback', undefined],
    ['https://login.example/authorize?error=x', undefined],
    [`${APP}/api/auth/signin?csrf=true`, undefined],
    [`${APP}/api/auth/signin`, 'Callback'],
    [`${APP}/api/auth/error?error=OAuthSignin`, 'OAuthSignin'],
    [`${APP}/error?error=TenantNotAllowed`, 'TenantNotAllowed'],
    ['/error?error=AccessDenied', 'AccessDenied'],
    [`${APP}/error`, 'Callback'],
    [`${APP}/error?error=%3Cscript%3E`, 'Callback'],
    [`${APP}/error?error=constructor`, 'Callback'],
  ])('after %s a browser is shown the error %s', async (location, error) => {
    const response = await handled(redirect(location))
    const expected = error === undefined ? location : `${APP}/error?error=${error}`
    expect(response.headers.get('location')).toBe(expected)
    expect(response.status).toBe(302)
    expect(response.headers.getSetCookie()).toEqual(['kept=1'])
    const [record] = logged.info.mock.calls.map(([entry]) => entry as object)
    expect(record).toEqual(error && { audit: 'sign_in_denied', reason: error })
  })

  it('a script is led by JSON, in which only what fails is changed', async () => {
    const urlFor = async (body: object) => {
      const response = await handled(Response.json(body, { status: 200 }))
      expect(response.headers.has('location')).toBe(false)
      return response.json() as Promise<unknown>
    }
    expect(await urlFor({ url: FAILED })).toEqual({ url: `${APP}/error?error=OAuthCallback` })
    expect(await urlFor({ url: `${APP}/identity` })).toEqual({ url: `${APP}/identity` })
    expect(await urlFor({ csrfToken: 'a' })).toEqual({ csrfToken: 'a' })
  })

  it('what leads a script keeps its status and its cookies', async () => {
    const init = { status: 401, headers: { 'set-cookie': 'kept=1' } }
    const response = await handled(Response.json({ url: FAILED }, init))
    expect(response.status).toBe(401)
    expect(response.headers.getSetCookie()).toEqual(['kept=1'])
  })

  it('a page is left as it is', async () => {
    const headers = { 'content-type': 'text/html' }
    const response = await handled(new Response('<p>', { headers }))
    expect(await response.text()).toBe('<p>')
  })
})

describe('a sign-in that fails', () => {
  it('shows Entra’s number, and is on record in names and numbers', async () => {
    const details = { oauthError: 'access_denied', aadsts: 'AADSTS65004' } as const
    const response = await handled(redirect(FAILED), () => noteCause(new SignInRefusal(details)))
    expect(response.headers.get('location')).toBe(
      `${APP}/error?error=OAuthCallback&code=AADSTS65004`,
    )
    expect(logged.info.mock.calls.map(([record]) => record as object)).toEqual([
      { audit: 'sign_in_denied', reason: 'OAuthCallback', ...details },
    ])
    expect(logged.error).not.toHaveBeenCalled()
  })

  it('by a fault of Entra’s is an operator’s matter', async () => {
    expect(await recordOf(new SignInRefusal({ code: 'ECONNREFUSED' }, true))).toHaveLength(1)
    const entry = { reason: 'OAuthCallback', code: 'ECONNREFUSED' }
    expect(logged.error).toHaveBeenCalledExactlyOnceWith(entry, 'sign-in failed')
  })

  it('by a fault of ours is one, too', async () => {
    const err = new Error('the database is away')
    expect(await recordOf(err)).toEqual([{ audit: 'sign_in_denied', reason: 'OAuthCallback' }])
    expect(logged.error).toHaveBeenCalledExactlyOnceWith({ err }, 'sign-in failed')
  })

  it('by a check that anybody can bring about is none', async () => {
    const check = Object.assign(new Error('state cookie missing'), { name: 'OAuthCallbackError' })
    expect(await recordOf(check)).toHaveLength(1)
    expect(await recordOf(undefined)).toHaveLength(2)
    expect(logged.error).not.toHaveBeenCalled()
  })

  it('counts against its address, and one that succeeds does not', async () => {
    const request = fromNewClient()
    const end = (location: string) =>
      withSignInErrors(request, () => Promise.resolve(redirect(location)))
    for (let time = 0; time < 5; time++) await end(`${APP}/identity`)
    await end(FAILED)
    await end(FAILED)
    await expect(end(FAILED)).rejects.toMatchObject({ code: 'rate_limited' })
    expect(logged.info).toHaveBeenCalledTimes(2)
  })
})

describe('of several causes', () => {
  it('the first says most: next-auth wraps it later', async () => {
    const first = new SignInRefusal({ code: 'state' })
    await handled(redirect(FAILED), () => {
      expect(() => noteRefusal(first)).toThrow(first)
      noteSignInError('OAUTH_CALLBACK_ERROR', new Error('wrapped'))
    })
    expect(logged.info.mock.calls[0]?.[0]).toMatchObject({ code: 'state' })
    expect(logged.error).not.toHaveBeenCalled()
  })

  it.each([
    ['itself', (error: Error) => error],
    ['among what may hold tokens', (error: Error) => ({ error, providerId: 'azure-ad' })],
  ])('next-auth hands one over %s', async (_, wrap) => {
    const err = new Error('the session could not be made')
    await handled(redirect(FAILED), () => noteSignInError('CALLBACK_ERROR', wrap(err)))
    expect(logged.error).toHaveBeenCalledExactlyOnceWith({ err }, 'sign-in failed')
  })

  it('none is another request’s', async () => {
    noteCause(new Error('outside of any request'))
    expect(await recordOf(undefined)).toEqual([
      { audit: 'sign_in_denied', reason: 'OAuthCallback' },
    ])
    expect(logged.error).not.toHaveBeenCalled()
  })
})
