import type { Emulator } from '../core/emulator'
import { type Answer, json } from '../core/http'

/** What MSAL asks to learn which hosts are one cloud: here it is this one. */
export function instanceDiscovery(_request: unknown, { origin }: Emulator): Answer {
  const { host } = new URL(origin)
  return json(200, {
    tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  })
}
