import { describe, expect, it, vi } from 'vitest'
import { ok } from '@/lib/http/responses'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { route } from '@/lib/http/route'
import { createDispatcher } from './dispatch'

vi.mock('@/lib/env', () => ({ env: () => ({ corsAllowedOrigins: [], logLevel: 'silent' }) }))

const respond = (text: string) => route(() => Promise.resolve(ok({ text })))
const find = createDispatcher({
  '/api/*': { GET: respond('nothing'), OPTIONS: respond('preflight of nothing') },
  '/api/user': { GET: respond('user'), ...rejectOthers('GET', 'HEAD') },
  '/api/token': { GET: respond('token'), ...rejectOthers('GET') },
  '/api/token/teams': { POST: respond('teams'), ...rejectOthers('POST') },
})

/** What a route.ts exports for the methods that it has no handler for. */
function rejectOthers(...methods: string[]) {
  const all = Object.entries(rejectOtherMethods(...methods))
  return Object.fromEntries(all.filter(([method]) => !methods.includes(method)))
}

async function responseTo(path: string, method = 'GET') {
  const response = await find(path, method)(new Request('http://localhost/api'))
  const { text, code } = (await response.json()) as { text?: string; code?: string }
  return text ?? code
}

it.each([
  ['/api/user', 'user'],
  ['/api/user/', 'user'],
  ['/api/%75ser', 'user'],
  ['/api/token', 'token'],
  ['/api/tokens', 'nothing'],
  ['/api/token/other', 'nothing'],
  ['/api/token//', 'nothing'],
  ['/api/USER', 'nothing'],
  ['/api/*', 'nothing'],
  ['/api', 'nothing'],
  ['/api/constructor', 'nothing'],
  ['/api/%E2%82', 'invalid_request'],
])('%s leads to %s', async (path, expected) => {
  expect(await responseTo(path)).toBe(expected)
})

describe('a method', () => {
  it('has its own handler', async () => {
    expect(await responseTo('/api/token/teams', 'POST')).toBe('teams')
  })

  it('that is HEAD is GET where it has none', async () => {
    expect(await responseTo('/api/user', 'HEAD')).toBe('user')
    expect(await responseTo('/api/token', 'HEAD')).toBe('method_not_allowed')
    expect(await responseTo('/api/nothing', 'HEAD')).toBe('nothing')
  })

  it.each(['PUT', 'PROPFIND', 'UNSUPPORTED'])(
    '%s is refused, with those there are',
    async (method) => {
      const response = await find('/api/user', method)(new Request('http://localhost/api'))
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    },
  )

  it('of nothing is as unknown as GET, but for preflights', async () => {
    expect(await responseTo('/api/nothing', 'OPTIONS')).toBe('preflight of nothing')
    expect(await responseTo('/api/nothing', 'PROPFIND')).toBe('nothing')
  })
})
