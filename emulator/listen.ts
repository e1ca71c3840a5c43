import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StartError } from './core/start-error'

// Browsers resolve `localhost` to either address, in an order of their own.
const LOOPBACK = ['127.0.0.1', '::1']

export interface Listening {
  port: number
  /** Ends every connection at once. */
  close: () => Promise<void>
}

/**
 * Listens on both loopback addresses, or on IPv4 alone where there is no IPv6. Port 0 takes a free
 * one. Throws a StartError when the port is taken.
 */
export async function listenOnLoopback(
  listener: RequestListener,
  wanted: number,
): Promise<Listening> {
  const servers: Server[] = []
  const close = async () => {
    await Promise.all(servers.map(closeServer))
  }
  let port = wanted
  for (const address of LOOPBACK) {
    const server = createLoopbackServer(listener)
    try {
      server.listen(port, address)
      await once(server, 'listening')
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') continue
      await close()
      if (code !== 'EADDRINUSE') throw error
      // The free port that IPv4 gave may be taken on IPv6: draw again.
      if (wanted === 0) return listenOnLoopback(listener, 0)
      throw new StartError(
        `Port ${wanted} is taken. Stop what listens there, or choose another with --port.`,
      )
    }
    servers.push(server)
    port = (server.address() as AddressInfo).port
  }
  return { port, close }
}

function createLoopbackServer(listener: RequestListener): Server {
  return createServer(
    {
      // Cookies of everything on localhost come along; Node's own 16 KiB would return 431.
      maxHeaderSize: 64 * 1024,
      // A body that never ends must not hold its connection.
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
      // Longer than clients keep theirs: a connection closed as it is used again looks like a fault.
      keepAliveTimeout: 65_000,
    },
    listener,
  )
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
