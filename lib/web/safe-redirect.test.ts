import { expect, it, vi } from 'vitest'
import { safeRedirect } from './safe-redirect'

vi.mock('@/lib/env', () => ({ env: () => ({ appUrl: 'https://calls.contoso.com' }) }))

it.each([
  ['/identity', '/identity'],
  ['/teams?from=mail', '/teams?from=mail'],
  ['https://calls.contoso.com/teams', '/teams'],
  ['identity', '/identity'],
])('leads back to %s', (asked, path) => {
  expect(safeRedirect(asked)).toBe(path)
})

it.each([
  undefined,
  ['/a', '/b'],
  'https://evil.example/identity',
  '//evil.example',
  '/\\evil.example',
  'https://calls.contoso.com.evil.example/',
  'javascript:alert(1)',
  'http://',
])('leads to the start page instead of %s', (asked) => {
  expect(safeRedirect(asked)).toBe('/')
})
