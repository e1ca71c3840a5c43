import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it, vi } from 'vitest'
import { clientAddress } from './client-address'
import { withConnection } from './connection'

vi.mock('@/lib/env', () => ({ env: () => ({ trustedProxies: 0 }) }))

it.each(['127.0.0.1', '127.0.0.2'])(
  'a client at %s is known by its socket, whatever it says',
  async (localAddress) => {
    const server = createServer((message, response) => {
      const { remoteAddress } = message.socket
      void withConnection({ remoteAddress }, async () => {
        await once(message.resume(), 'end')
        const headers = { 'x-forwarded-for': String(message.headers['x-forwarded-for']) }
        response.end(clientAddress(new Request('http://localhost', { headers })))
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    const sent = httpRequest({ host: '127.0.0.1', port, localAddress, headers }).end()
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    expect(await text(answer)).toBe(localAddress)
    server.close()
  },
)
