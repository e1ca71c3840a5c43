import { expect, it, vi } from 'vitest'
import { requireSameOrigin, requireSameOriginRead } from './same-origin'

vi.mock('@/lib/env', () => ({ env: () => ({ appUrl: 'https://app.example' }) }))

function request(headers: Record<string, string>) {
  return new Request('https://app.example/api/token', { headers })
}

it('a write passes with the app’s own Origin', () => {
  expect(() => requireSameOrigin(request({ origin: 'https://app.example' }))).not.toThrow()
})

it.each<Record<string, string>>([
  {},
  { origin: '' },
  { origin: 'null' },
  { origin: 'https://app.example.evil' },
  { origin: 'https://app.example.evil.example' },
  { origin: 'https://app.exampl' },
  { origin: 'https://evil.example/https://app.example' },
  { origin: 'https://app.example:8443' },
  { origin: 'http://app.example' },
  { referer: 'https://app.example/identity' },
])('a write with %j is refused', (headers) => {
  expect(() => requireSameOrigin(request(headers))).toThrow(/cross_site/)
})

it('a read passes from the app’s own pages', () => {
  expect(() => requireSameOriginRead(request({ 'sec-fetch-site': 'same-origin' }))).not.toThrow()
})

it.each<Record<string, string>>([
  {},
  { 'sec-fetch-site': '' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'https://app.example' },
])('a read with %j is refused', (headers) => {
  expect(() => requireSameOriginRead(request(headers))).toThrow(/cross_site/)
})
