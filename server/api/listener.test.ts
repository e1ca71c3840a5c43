import { expect, it, vi } from 'vitest'
import { isOfApi } from './listener'

vi.mock('virtual:routes', () => ({ routes: { '/api/*': { GET: vi.fn() } } }))

it.each([
  '/api',
  '/api?create=true',
  '/api/',
  '/api/token',
  '/api/token?create=true',
  '/api/nothing/of/this',
  '/api/auth',
  '/api/auth%2Fsignin',
  '/api/authors/',
  '/openapi.json',
  '/openapi.json?a=b',
])('%s is the API’s', (target) => {
  expect(isOfApi(target)).toBe(true)
})

it.each([
  '/',
  '/apis',
  '/api-reference',
  '/api/auth/',
  '/api/auth/signin',
  '/api/auth/callback/azure-ad?code=1',
  '/openapi.json/',
  '/sign-out',
  '/call?at=/api/token',
  '//api/token',
  '*',
  '',
])('%s is Next.js’s', (target) => {
  expect(isOfApi(target)).toBe(false)
})
