import { NextRequest } from 'next/server'
import { expect, it, vi } from 'vitest'
import { isDecodable, refuseMalformedPath } from './malformed-path'
import { rejectOtherMethods } from './reject-other-methods'

vi.mock('@/lib/env', () => ({ env: () => ({ corsAllowedOrigins: [], logLevel: 'silent' }) }))

const request = (method: string) => new NextRequest('http://localhost:3000/api/x', { method })
const handlers = rejectOtherMethods('GET', 'POST')

it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)(
  'a %s that a resource does not have is refused, and those it has are named',
  async (method) => {
    const response = await handlers[method](request(method))
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, POST')
    expect(await response.json()).toMatchObject({ code: 'method_not_allowed' })
  },
)

it('OPTIONS tells the methods that a resource has', async () => {
  const response = await handlers.OPTIONS(request('OPTIONS'))
  expect(response.status).toBe(204)
  expect(response.headers.get('allow')).toBe('GET, POST')
})

it.each([
  ['/api/user', true],
  ['/api/%20', true],
  ['/api/%E2%82%AC', true],
  ['/api/%', false],
  ['/api/%zz', false],
  ['/api/%E2%82', false],
])('whether %s is well-formed: %s', (path, expected) => {
  expect(isDecodable(path)).toBe(expected)
})

it('a malformed path is refused', async () => {
  const response = await refuseMalformedPath(request('GET'))
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    code: 'invalid_request',
    detail: 'The path is malformed.',
  })
})
