import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { StartError } from './core/start-error'

// Browsers resolve `localhost` to either address, in an order of their own.
const LOOPBACK = ['127.0.0.1', '::1']

export interface Listen {
  /** 0 takes a free one. */
  port: number
  /** Another address than loopback's two. */
  host?: string | undefined
  /** In PEM; with it the server speaks https, and nothing else. */
  tls?: { certificate: string; key: string } | undefined
}

export interface Listening {
  port: number
  /** Ends every connection at once. */
  close: () => Promise<void>
}

/**
 * Listens on one address, or on both of loopback (on IPv4 alone where there is no IPv6). Throws a
 * StartError when the port is taken or the address isn't this machine's.
 */
export async function listen(options: Listen, listener: RequestListener): Promise<Listening> {
  const servers: Server[] = []
  const close = async () => {
    await Promise.all(servers.map(closeServer))
  }
  let { port } = options
  for (const address of options.host === undefined ? LOOPBACK : [options.host]) {
    const server = createHttpServer(options.tls, listener)
    try {
      server.listen(port, address)
      await once(server, 'listening')
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      const isAbsent = code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'ENOTFOUND'
      if (isAbsent && options.host === undefined) continue
      await close()
      if (isAbsent) throw new StartError(`--host ${address} is no address of this machine.`)
      if (code !== 'EADDRINUSE') throw error
      // The free port that IPv4 gave may be taken on IPv6: draw again.
      if (options.port === 0) return listen(options, listener)
      throw new StartError(
        `Port ${options.port} is taken. Stop what listens there, or choose another with --port.`,
      )
    }
    servers.push(server)
    port = (server.address() as AddressInfo).port
  }
  return { port, close }
}

function createHttpServer(tls: Listen['tls'], listener: RequestListener): Server {
  const options = {
    // Cookies of everything on localhost come along; Node's own 16 KiB would return 431.
    maxHeaderSize: 64 * 1024,
    // A body that never ends must not hold its connection.
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
    // Longer than clients keep theirs: a connection closed as it is used again looks like a fault.
    keepAliveTimeout: 65_000,
  }
  if (!tls) return createServer(options, listener)
  return createSecureServer({ ...options, cert: tls.certificate, key: tls.key }, listener)
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
