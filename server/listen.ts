import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { ListenOptions } from './arguments'
import { type Unanswered, watchUnanswered } from './unanswered'

// Longer than load balancers keep an idle connection, so that none of them sends a request on one
// that is being closed here (App Service and Application Gateway: 4 minutes).
const KEEP_ALIVE_MS = 5 * 60_000
// Who takes longer to say what they want keeps a socket for nothing.
const HEADERS_MS = 15_000
const REQUEST_MS = 30_000

/** A server that listens, and what it has not answered yet. */
export interface Running {
  server: Server
  unanswered: Unanswered
}

/** Serves what `answer` answers. Throws what the socket says, for instance EADDRINUSE. */
export async function listen(
  answer: RequestListener,
  { port, hostname }: ListenOptions,
): Promise<Running> {
  const timeouts = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: 5_000,
  }
  const server = createServer(timeouts, answer)
  const unanswered = watchUnanswered(server)
  server.listen(port, hostname)
  await once(server, 'listening')
  return { server, unanswered }
}
