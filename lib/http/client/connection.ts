import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'

/** What a request's own connection tells of who is at its other end. */
interface Connection {
  /** As the socket has it; undefined once that has closed. */
  remoteAddress: string | undefined
}

// On the process: each copy of this module (Next.js makes several) has to see what the server set.
const KEY = Symbol.for('acs.connection')
const holder = globalThis as { [KEY]?: AsyncLocalStorage<Connection> | undefined }
const connections = (holder[KEY] ??= new AsyncLocalStorage())

/** Does the work for a request that came over `connection`. */
export function withConnection<T>(connection: Connection, work: () => T): T {
  return connections.run(connection, work)
}

/**
 * The address at the other end of the request's connection: the client's, or the nearest proxy's.
 * Undefined where the server doesn't tell, as `next start` and Vercel don't.
 */
export function connectionAddress(): string | undefined {
  return connections.getStore()?.remoteAddress
}
