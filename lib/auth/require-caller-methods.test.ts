import { NextRequest } from 'next/server'
import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sessionCookie } from '@/tests/support/server/session-cookie'
import { requireCaller, requireTokenCaller } from './require-caller'

localCloud()
const claims = { sid: 'session-1', directory: crypto.randomUUID(), subject: crypto.randomUUID() }

async function withCookie(method: string, headers: Record<string, string> = {}) {
  const cookie = `acs-auth.session=${await sessionCookie(claims)}`
  return new NextRequest('http://localhost:3000/api/token', {
    method,
    headers: { cookie, ...headers },
  })
}

it.each(['GET', 'HEAD'])('a %s with the cookie is a read: it needs no Origin', async (method) => {
  await expect(requireCaller(await withCookie(method))).resolves.toMatchObject({
    subject: claims.subject,
  })
})

it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
  'a %s with the cookie is a write: Sec-Fetch-Site does not stand for its Origin',
  async (method) => {
    const write = await withCookie(method, { 'sec-fetch-site': 'same-origin' })
    await expect(requireCaller(write)).rejects.toMatchObject({ code: 'cross_site' })
  },
)

it.each(['http://localhost:3000.evil.example', 'http://localhost:30001', 'http://localhost'])(
  'a write from %s is refused',
  async (origin) => {
    const write = await withCookie('POST', { origin })
    await expect(requireCaller(write)).rejects.toMatchObject({ code: 'cross_site' })
  },
)

it.each(['GET', 'HEAD'])(
  'a %s that hands out a token is refused where nobody says which site it is from',
  async (method) => {
    for (const headers of [{}, { origin: 'http://localhost:3000' }]) {
      const read = await withCookie(method, headers)
      await expect(requireTokenCaller(read)).rejects.toMatchObject({ code: 'cross_site' })
    }
  },
)

it('a write that hands out a token is held to its Origin alone', async () => {
  const write = await withCookie('POST', { origin: 'http://localhost:3000' })
  await expect(requireTokenCaller(write)).resolves.toMatchObject({ subject: claims.subject })
})
