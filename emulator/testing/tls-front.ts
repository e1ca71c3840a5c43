import { once } from 'node:events'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, vi } from 'vitest'
import { keyPair } from './assertions'

/**
 * Serves an emulator over TLS, for SDKs that send Bearer tokens over nothing else, until the tests of the
 * calling file are over. Its certificate is a sample that nobody trusts, so trust is switched off.
 */
export async function startTlsFront(target: string): Promise<string> {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  const { certificate: cert, privateKey: key } = keyPair('entra')
  const server = createServer({ cert, key }, (incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming
    const forwarded = request(`${target}${url}`, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(outgoing)
    })
    incoming.pipe(forwarded)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })
  return `https://localhost:${(server.address() as AddressInfo).port}`
}
