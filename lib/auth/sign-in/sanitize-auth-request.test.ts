import { NextRequest } from 'next/server'
import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sanitizeAuthRequest } from './sanitize-auth-request'

localCloud()

function ask(
  path: string,
  init: { method?: string; cookie?: string; type?: string; body?: string } = {},
) {
  const { method = 'GET', cookie, type, body } = init
  const headers = { ...(cookie && { cookie }), ...(type && { 'content-type': type }) }
  const url = `http://localhost:3000/api/auth/${path}`
  return sanitizeAuthRequest(new NextRequest(url, { method, headers, ...(body && { body }) }))
}

it.each(['/identity', 'http://localhost:3000/teams', 'https://elsewhere.example/'])(
  'lets the callbackUrl %s pass: whether it is followed is decided later',
  async (callbackUrl) => {
    const request = await ask(`signin?callbackUrl=${encodeURIComponent(callbackUrl)}`)
    expect(request.nextUrl.searchParams.get('callbackUrl')).toBe(callbackUrl)
    expect(request.method).toBe('GET')
  },
)

it.each(['identity', ' ', 'javascript:alert(1)', 'xhttp://localhost:3000/', '//['])(
  'refuses the callbackUrl “%s”',
  async (callbackUrl) => {
    await expect(
      ask(`signin?callbackUrl=${encodeURIComponent(callbackUrl)}`),
    ).rejects.toMatchObject({ code: 'invalid_request' })
  },
)

it('ends a malformed cookie, so that the next attempt succeeds', async () => {
  await expect(ask('session', { cookie: 'acs-auth.callback-url=nonsense' })).rejects.toMatchObject({
    code: 'invalid_request',
    headers: { 'set-cookie': 'acs-auth.callback-url=; Path=/; Max-Age=0' },
  })
})

it('hands a form on as it was', async () => {
  const type = 'application/x-www-form-urlencoded'
  const request = await ask('signin/azure-ad', {
    method: 'POST',
    type,
    body: 'csrfToken=a&json=true',
  })
  expect(await request.text()).toBe('csrfToken=a&json=true')
  expect(request.headers.get('content-type')).toBe(type)
})

it('hands on what the directory wants to see, and no other parameter of the authorization', async () => {
  const claims = '{"access_token":{"acrs":{"value":"c1"}}}'
  const query = new URLSearchParams({ claims, scope: 'Mail.Read', redirect_uri: 'https://a' })
  const { nextUrl } = await ask(`signin/azure-ad?${query.toString()}`, { method: 'POST' })
  expect([...nextUrl.searchParams]).toEqual([['claims', claims]])
})

it.each(['{', '[]', 'x'])('refuses the claims “%s”', async (claims) => {
  await expect(
    ask(`signin/azure-ad?claims=${encodeURIComponent(claims)}`, { method: 'POST' }),
  ).rejects.toMatchObject({ code: 'invalid_request' })
})

it('hands a form without a body on', async () => {
  const request = await ask('signin/azure-ad', { method: 'POST' })
  expect(request.method).toBe('POST')
  expect(await request.text()).toBe('')
})

it.each(['{', 'null', '[]', '{"callbackUrl":5}'])('refuses the JSON body %s', async (body) => {
  await expect(
    ask('signin/azure-ad', { method: 'POST', type: 'application/json', body }),
  ).rejects.toMatchObject({ code: 'invalid_request' })
})

it('refuses a body above 16 KiB', async () => {
  await expect(
    ask('signin/azure-ad', { method: 'POST', body: 'a'.repeat(17_000) }),
  ).rejects.toMatchObject({ code: 'body_too_large' })
})
