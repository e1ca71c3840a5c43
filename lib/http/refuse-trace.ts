import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

/**
 * Has TRACE refused as any unknown method is. Next.js would respond with 500, as it can't make a Request of
 * it: https://fetch.spec.whatwg.org/#forbidden-method
 */
export function refuseTrace(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    if (request.method === 'TRACE') request.method = 'UNSUPPORTED'
  })
}
