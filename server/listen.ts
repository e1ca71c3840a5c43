import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { ListenOptions } from './arguments'
import { type InFlight, watchInFlight } from './in-flight'

// Longer than load balancers keep an idle connection, so that none of them sends a request on one
// that is being closed here (App Service and Application Gateway: 4 minutes).
const KEEP_ALIVE_MS = 5 * 60_000
// Who takes longer to say what they want keeps a socket for nothing.
const HEADERS_MS = 15_000
const REQUEST_MS = 30_000

/** A server that listens, and what is still in flight on it. */
export interface Running {
  server: Server
  inFlight: InFlight
}

/** Serves what `handler` responds with. Throws what the socket says, for instance EADDRINUSE. */
export async function listen(
  handler: RequestListener,
  { port, hostname }: ListenOptions,
): Promise<Running> {
  const timeouts = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: 5_000,
  }
  const server = createServer(timeouts, handler)
  const inFlight = watchInFlight(server)
  server.listen(port, hostname)
  await once(server, 'listening')
  return { server, inFlight }
}
