import { ResponseBodyError } from 'openid-client'
import { describe, expect, it, vi } from 'vitest'
import { Problem } from '@/lib/errors/problem'
import { retryAfterFrom } from '@/tests/support/server/retry-after'
import { isOAuthOutage } from '@/lib/openid/is-oauth-outage'
import { AssertionUnavailable } from './credentials/assertion-unavailable'
import { entraFailure, entraProblem } from './errors'

const credential = { kind: 'secret' }
vi.mock('@/lib/env', () => ({ env: () => ({ entra: { credential } }) }))

/** The error that openid-client makes of a response of Entra's with an OAuth error. */
function refused(
  status: number,
  body: ConstructorParameters<typeof ResponseBodyError>[1]['cause'],
  headers = {},
) {
  const response = new Response(null, { status, headers })
  return new ResponseBodyError('refused', { cause: body, response })
}

/** The error that it makes of a response that holds none. */
function unreadable(status: number, headers = {}) {
  const response = new Response(null, { status, headers })
  return Object.assign(new Error('unexpected', { cause: response }), {
    code: 'OAUTH_RESPONSE_IS_NOT_CONFORM',
  })
}

const withCode = (code: string, cause?: unknown) =>
  Object.assign(new Error('failed', { cause }), { code })

describe('what an error of Entra’s means for the caller:', () => {
  it.each([
    ['consent', { error: 'invalid_grant', suberror: 'consent_required' }, 'consent_required'],
    ['nothing, it is the app’s', { error: 'invalid_client' }, 'upstream_failed'],
    ['nothing, it is the app’s', { error: 'invalid_scope' }, 'upstream_failed'],
  ])('%s, for %j', (_, body, code) => {
    const error = refused(400, body)
    expect(entraProblem(error)).toMatchObject({ code, cause: error })
  })

  it.each([
    ['grant', { error: 'invalid_grant' }],
    ['grant', { error: 'interaction_required' }],
    ['grant', { error: 'invalid_grant', suberror: 5 }],
    ['account', { error: 'invalid_grant', error_description: 'AADSTS50057: …' }],
  ])('to sign in again, as the %s has ended, for %j', (what, body) => {
    const error = refused(400, body)
    const problem = entraProblem(error)
    expect(problem).toMatchObject({ code: 'interaction_required', cause: { what, cause: error } })
  })

  it('hands on what Entra wants to be claimed, where it says so', () => {
    const claims = '{"access_token":{"polids":{}}}'
    const body = { error: 'interaction_required', claims }
    expect(entraProblem(refused(400, body)).claims).toBe(claims)
    expect(entraProblem(refused(400, { error: 'invalid_grant' })).claims).toBeUndefined()
    // Without an error of its own kind, they are nobody's to act on.
    expect(entraProblem(refused(400, { error: 'invalid_scope', claims })).claims).toBeUndefined()
  })

  it.each([
    [429, 'upstream_throttled', 7],
    [503, 'upstream_unavailable', 7],
    [500, 'upstream_failed', undefined],
  ])('to come again later, or not, after %i', (status, code, wait) => {
    const headers = { 'retry-after': '7' }
    const body = { error: 'temporarily_unavailable' }
    for (const error of [refused(status, body, headers), unreadable(status, headers)]) {
      const problem = entraProblem(error)
      expect(problem.code).toBe(code)
      expect(problem.headers['retry-after']).toEqual(wait && retryAfterFrom(wait))
    }
  })

  it.each([
    [withCode('OAUTH_PARSE_ERROR'), 'upstream_failed'],
    [withCode('OAUTH_INVALID_RESPONSE'), 'upstream_failed'],
    [withCode('OAUTH_TIMEOUT'), 'upstream_timeout'],
    [new DOMException('late', 'TimeoutError'), 'upstream_timeout'],
    // Whatever ended it: an answer had come.
    [Object.assign(withCode('OAUTH_PARSE_ERROR'), { name: 'TimeoutError' }), 'upstream_failed'],
    [Object.assign(withCode('OAUTH_INVALID_RESPONSE'), { name: 'AbortError' }), 'upstream_failed'],
    [new TypeError('fetch failed'), 'upstream_failed'],
  ])('nothing that they can mend, after %s', (error, code) => {
    const problem = entraProblem(error)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ code, cause: error })
  })
})

describe('what an operator learns', () => {
  it('is the status, the error and its number, and nothing of its text', () => {
    const error_description = 'AADSTS65001: ada@contoso.example has not consented. Trace ID: 1'
    const failure = entraFailure(refused(400, { error: 'invalid_grant', error_description }))
    expect(failure).toEqual({
      status: 400,
      code: 'invalid_grant',
      aadsts: 'AADSTS65001',
      credentials: undefined,
    })
    expect(entraFailure(refused(400, { error: 'invalid_grant' })).aadsts).toBeUndefined()
  })

  it.each([
    ['invalid_client', ''],
    ['unauthorized_client', ''],
    ['invalid_request', 'AADSTS700016: No such app.'],
    ['invalid_request', 'AADSTS700027: Unknown certificate.'],
    ['invalid_request', 'AADSTS7000215: Wrong secret.'],
    ['invalid_request', 'AADSTS7000222: Expired secret.'],
    ['invalid_request', 'AADSTS50166: The issuer could not be asked.'],
  ])('is what to check where the app itself is refused: %s %s', (error, error_description) => {
    expect(entraFailure(refused(401, { error, error_description })).credentials).toContain(
      'AZURE_AD_CLIENT_SECRET',
    )
  })

  it.each([
    ['secret', 'AZURE_AD_CLIENT_SECRET'],
    ['certificate', 'AZURE_AD_CLIENT_CERTIFICATE'],
    ['managed-identity', 'AZURE_CLIENT_ID'],
    ['federated-token-file', 'AZURE_FEDERATED_TOKEN_FILE'],
    ['vercel', 'Vercel’s token'],
  ])('names what the app shows: %s', (kind, named) => {
    Object.assign(credential, { kind })
    const error_description = 'AADSTS700213: No matching federated identity record found.'
    const refusal = refused(401, { error: 'invalid_client', error_description })
    expect(entraFailure(refusal).credentials).toContain(`AZURE_AD_CLIENT_ID, and `)
    expect(entraFailure(refusal).credentials).toContain(named)
    Object.assign(credential, { kind: 'secret' })
  })

  it('is what to check where the app has nothing to show, and callers come again', () => {
    const missing = new AssertionUnavailable('the file', withCode('ENOENT'))
    // As openid-client throws it.
    for (const error of [missing, new Error('something went wrong', { cause: missing })]) {
      expect(entraFailure(error)).toEqual({
        code: 'ENOENT',
        credentials: 'There is nothing to show Microsoft Entra ID: check the file',
      })
      const problem = entraProblem(error)
      expect(problem.code).toBe('upstream_unavailable')
      expect(problem.headers['retry-after']).toEqual(retryAfterFrom(10))
      expect(isOAuthOutage(error)).toBe(true)
    }
  })

  it('is the system’s code where nothing came back, and the status of what can’t be read', () => {
    const lost = new TypeError('fetch failed', { cause: withCode('ECONNREFUSED') })
    expect(entraFailure(lost)).toEqual({ status: undefined, code: 'ECONNREFUSED' })
    expect(entraFailure(unreadable(502))).toEqual({
      status: 502,
      code: 'OAUTH_RESPONSE_IS_NOT_CONFORM',
    })
  })
})

it.each([
  [refused(400, { error: 'invalid_grant' }), false],
  [refused(429, { error: 'temporarily_unavailable' }), false],
  [refused(500, { error: 'server_error' }), true],
  [refused(503, { error: 'temporarily_unavailable' }), true],
  [unreadable(499), false],
  [unreadable(500), true],
  [new TypeError('fetch failed'), true],
])('of %s (%#) it is %s that Entra is away', (error, isAway) => {
  expect(isOAuthOutage(error)).toBe(isAway)
})
