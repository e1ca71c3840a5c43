import 'server-only'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'
import { env } from '@/lib/env'
import { connectionAddress } from './connection'

/**
 * The address of a request's client, in its usual form: IPv4, also where it came mapped into IPv6, or
 * IPv6 without a zone. It is what the outermost of the TRUSTED_PROXIES wrote into `X-Forwarded-For`:
 * counted from the right, as a client may have written the left. Without that header or such proxies
 * it is the connection's; empty where nobody tells.
 */
export function clientAddress(request: Request): string {
  const { trustedProxies } = env()
  const forwarded = trustedProxies > 0 ? request.headers.get('x-forwarded-for') : null
  const entries = forwarded?.split(',') ?? []
  const entry = entries.at(-trustedProxies) ?? entries[0]
  return normalize(entry) ?? normalize(connectionAddress()) ?? ''
}

// Whoever has an IPv6 address has the 2^64 of its network: https://www.rfc-editor.org/rfc/rfc6177
const WHO_IS_ONE = { ipv4: 32, ipv6: 64 }

/** Names whoever sends a request by their address alone: all of IPv4's, the /64 of IPv6's. */
export function clientNetwork(request: Request): string {
  return networkOf(clientAddress(request), WHO_IS_ONE)
}

/** The network an address is in, such as `203.0.113.0/24`; what is no address stays as it is. */
export function networkOf(address: string, prefix: { ipv4: number; ipv6: number }): string {
  if (isIP(address) === 0) return address
  const kind = ipaddr.parse(address).kind()
  const cidr = `${address}/${prefix[kind]}`
  const network =
    kind === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(cidr)
      : ipaddr.IPv6.networkAddressFromCIDR(cidr)
  return `${network.toString()}/${prefix[kind]}`
}

// Azure's gateways write the port, too: `203.0.113.7:50123`, `[2001:db8::7]:50123`.
const WITH_PORT = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d+)?$/

// Those who ask, ask again, and reading an address takes longer than finding one.
const known = new LRUCache<string, string>({ max: 5_000 })
const LONGEST_KNOWN = 60

function normalize(text = ''): string | undefined {
  const before = known.get(text)
  if (before !== undefined) return before
  const address = parse(text)
  // Whoever writes the header could fill the memory with zones and blanks.
  if (address !== undefined && text.length <= LONGEST_KNOWN) known.set(text, address)
  return address
}

function parse(text: string): string | undefined {
  const trimmed = text.trim()
  const [, ipv6, ipv4] = WITH_PORT.exec(trimmed) ?? []
  const [address = ''] = (ipv6 ?? ipv4 ?? trimmed).split('%')
  return isIP(address) === 0 ? undefined : ipaddr.process(address).toString()
}
