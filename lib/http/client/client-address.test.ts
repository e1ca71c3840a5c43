import { afterEach, expect, it, vi } from 'vitest'
import { clientAddress, clientNetwork, networkOf } from './client-address'
import { withConnection } from './connection'

const proxies = vi.hoisted(() => ({ trusted: 1 }))
vi.mock('@/lib/env', () => ({ env: () => ({ trustedProxies: proxies.trusted }) }))
afterEach(() => void (proxies.trusted = 1))

const request = (forwarded?: string) =>
  new Request('http://localhost:3000/api', {
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  })

const overSocket = (remoteAddress: string | undefined, forwarded?: string) =>
  withConnection({ remoteAddress }, () => clientAddress(request(forwarded)))

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['10.0.0.1, 203.0.113.7', '203.0.113.7'],
  ['made up,203.0.113.7 ', '203.0.113.7'],
  ['203.0.113.7:50123', '203.0.113.7'],
  ['2001:db8::7', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['[2001:DB8:0:0::7]:50123', '2001:db8::7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['[::ffff:cb00:7107]:50123', '203.0.113.7'],
  ['fe80::7%eth0', 'fe80::7'],
])('takes what the nearest proxy saw: of “%s” it is “%s”', (forwarded, address) => {
  expect(clientAddress(request(forwarded))).toBe(address)
})

it.each([
  '',
  ' ',
  ',',
  'unknown',
  '203.0.113.7,',
  '203.0.113.',
  '0x7f.1',
  '1:2',
  '[',
  '[]:1',
  '300.1.1.1',
])('takes the connection’s where “%s” ends in no address', (forwarded) => {
  expect(overSocket('198.51.100.1', forwarded)).toBe('198.51.100.1')
  expect(clientAddress(request(forwarded))).toBe('')
})

it('takes the connection’s without the header', () => {
  expect(overSocket('::ffff:198.51.100.1')).toBe('198.51.100.1')
  expect(overSocket(undefined)).toBe('')
  expect(clientAddress(request())).toBe('')
})

it('believes nothing where no proxy is trusted', () => {
  proxies.trusted = 0
  expect(overSocket('198.51.100.1', '203.0.113.7')).toBe('198.51.100.1')
  expect(clientAddress(request('203.0.113.7'))).toBe('')
})

it.each([
  ['made up, 203.0.113.7, 10.0.0.1', '203.0.113.7'],
  ['203.0.113.7, 10.0.0.1', '203.0.113.7'],
  ['203.0.113.7', '203.0.113.7'],
])(
  'counts two proxies from the right, as far as there are: “%s” is of “%s”',
  (forwarded, address) => {
    proxies.trusted = 2
    expect(clientAddress(request(forwarded))).toBe(address)
  },
)

it.each([
  ['203.0.113.7', '203.0.113.7/32'],
  ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
  ['', ''],
])('finds the network of “%s”: “%s”', (address, network) => {
  expect(networkOf(address, { ipv4: 32, ipv6: 64 })).toBe(network)
})

it('somebody is known by all of an IPv4 address, or the /64 of an IPv6 one', () => {
  const networkFrom = (remoteAddress: string) =>
    withConnection({ remoteAddress }, () => clientNetwork(request()))
  expect(networkFrom('203.0.113.7')).toBe('203.0.113.7/32')
  expect(networkFrom('2001:db8:1:2:3::4')).toBe('2001:db8:1:2::/64')
})
