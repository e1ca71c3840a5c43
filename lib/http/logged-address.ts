import 'server-only'
import { isIPv4, isIPv6 } from 'node:net'
import { env } from '@/lib/env'
import { addressOf } from './address-of'

/**
 * The address of a request's client as LOG_CLIENT_ADDRESS lets it be on record: its network, all of
 * it, or undefined. What is no address is never on record: a client can make it up.
 */
export function loggedAddress(request: Request): string | undefined {
  const detail = env().logClientAddress
  if (detail === 'off') return undefined
  const address = addressOf(request)
  if (isIPv4(address)) return detail === 'full' ? address : networkOfV4(address)
  if (isIPv6(address)) return detail === 'full' ? address : networkOfV6(address)
  return undefined
}

function networkOfV4(address: string): string {
  return `${address.split('.').slice(0, 3).join('.')}.0/24`
}

// As the URL standard writes it: without a zone, lower case, no leading zeros. An IPv4 address in
// IPv6's clothes is IPv4's.
function networkOfV6(address: string): string {
  const [plain = ''] = address.split('%')
  const compressed = new URL(`http://[${plain}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(compressed)
  if (mapped) {
    const [high = 0, low = 0] = mapped.slice(1).map((part) => parseInt(part, 16))
    return networkOfV4([high >> 8, high & 255, low >> 8, low & 255].join('.'))
  }
  const [head = ''] = compressed.split('::')
  const groups = [...head.split(':').filter(Boolean), '0', '0', '0'].slice(0, 3)
  return `${new URL(`http://[${groups.join(':')}::]`).hostname.slice(1, -1)}/48`
}
