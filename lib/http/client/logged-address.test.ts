import { beforeEach, expect, it, vi } from 'vitest'
import { loggedAddress } from './logged-address'

const settings = vi.hoisted(() => ({ logClientAddress: 'prefix', trustedProxies: 1 }))
vi.mock('@/lib/env', () => ({ env: () => settings }))

beforeEach(() => void (settings.logClientAddress = 'prefix'))

const from = (address: string) =>
  new Request('http://localhost:3000/api', { headers: { 'x-forwarded-for': address } })

it.each([
  ['203.0.113.7', '203.0.113.0/24'],
  ['::ffff:203.0.113.7', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:0DB8::5', '2001:db8::/48'],
  ['::1', '::/48'],
  ['fe80::1', 'fe80::/48'],
])('puts the network of %s on record: %s', (address, network) => {
  expect(loggedAddress(from(address))).toBe(network)
})

it('puts all of it on record where that is wanted', () => {
  settings.logClientAddress = 'full'
  expect(loggedAddress(from('203.0.113.7'))).toBe('203.0.113.7')
})

it('puts nothing on record where that is wanted, nor what is no address', () => {
  expect(loggedAddress(from('<script>'))).toBeUndefined()
  expect(loggedAddress(from(''))).toBeUndefined()
  settings.logClientAddress = 'off'
  expect(loggedAddress(from('203.0.113.7'))).toBeUndefined()
})
