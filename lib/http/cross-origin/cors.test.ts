import { NextRequest } from 'next/server'
import { beforeEach, expect, it, vi } from 'vitest'
import { ok } from '../responses'
import { rejectOtherMethods } from '../reject-other-methods'
import { route } from '../route'

let corsAllowedOrigins: string[] = []
vi.mock('@/lib/env', () => ({ env: () => ({ corsAllowedOrigins, logLevel: 'silent' }) }))
beforeEach(() => {
  corsAllowedOrigins = ['https://app.example', 'https://other.example']
})

const answer = route(() => Promise.resolve(ok({})))

async function headersFor(origin?: string, method = 'GET') {
  const headers = origin === undefined ? {} : { origin }
  const request = new NextRequest('http://localhost:3000/api/user', { method, headers })
  const handler = method === 'OPTIONS' ? rejectOtherMethods('GET', 'DELETE').OPTIONS : answer
  return (await handler(request)).headers
}

it.each(['https://app.example', 'https://other.example'])(
  'a page of %s, which is on the list, may read an answer',
  async (origin) => {
    const headers = await headersFor(origin)
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    for (const name of ['retry-after', 'www-authenticate', 'x-correlation-id']) {
      expect(headers.get('access-control-expose-headers')).toContain(name)
    }
  },
)

it.each([
  'https://app.example.evil',
  'https://app.exampl',
  'http://app.example',
  'https://app.example:8443',
  'https://evil.example',
  'null',
  undefined,
])('a page of %s may not', async (origin) => {
  const headers = await headersFor(origin)
  expect(headers.get('access-control-allow-origin')).toBeNull()
  expect(headers.get('access-control-expose-headers')).toBeNull()
})

it('cookies are never let in', async () => {
  const headers = await headersFor('https://app.example')
  expect(headers.get('access-control-allow-credentials')).toBeNull()
})

it('caches tell the answers for one origin from those for another', async () => {
  expect((await headersFor('https://app.example')).get('vary')).toMatch(/\borigin\b/i)
  expect((await headersFor('https://evil.example')).get('vary')).toMatch(/\borigin\b/i)
})

it('nobody is let in where the list is empty', async () => {
  corsAllowedOrigins = []
  const headers = await headersFor('https://app.example')
  expect(headers.get('access-control-allow-origin')).toBeNull()
  expect(headers.get('vary')).toBeNull()
})

it('a preflight tells the methods and headers that a page may send', async () => {
  const headers = await headersFor('https://app.example', 'OPTIONS')
  expect(headers.get('access-control-allow-origin')).toBe('https://app.example')
  expect(headers.get('access-control-allow-methods')).toBe('GET, DELETE')
  for (const name of ['authorization', 'content-type', 'teams-user-aad-token']) {
    expect(headers.get('access-control-allow-headers')).toContain(name)
  }
})

it('a preflight of another origin lets nobody in', async () => {
  const headers = await headersFor('https://evil.example', 'OPTIONS')
  expect(headers.get('access-control-allow-origin')).toBeNull()
})
