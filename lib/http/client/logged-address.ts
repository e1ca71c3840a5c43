import 'server-only'
import { isIP } from 'node:net'
import { LRUCache } from 'lru-cache'
import { env } from '@/lib/env'
import { clientAddress, networkOf } from './client-address'

// What an internet provider gives to one customer at the least.
const PREFIX = { ipv4: 24, ipv6: 48 }

/**
 * The address of a request's client as LOG_CLIENT_ADDRESS lets it be on record: its network, all of
 * it, or undefined. What is no address is never on record: a client can make it up.
 */
export function loggedAddress(request: Request): string | undefined {
  const detail = env().logClientAddress
  if (detail === 'off') return undefined
  const address = clientAddress(request)
  if (isIP(address) === 0) return undefined
  return detail === 'full' ? address : prefixOf(address)
}

const prefixes = new LRUCache<string, string>({ max: 5_000 })

function prefixOf(address: string): string {
  let prefix = prefixes.get(address)
  if (prefix === undefined) prefixes.set(address, (prefix = networkOf(address, PREFIX)))
  return prefix
}
