import 'server-only'
import pg from 'pg'
import { log } from '@/lib/observability/log'
import { clientClass, type DatabaseAuth, explainRefusal } from './token-client'

export interface PoolOptions {
  size: number
  /** Whether the connection string is known to lead through a pooler such as PgBouncer. */
  isPooled: boolean
  /** What opens it; by default the connection string's password. */
  auth?: DatabaseAuth
}

/**
 * How long a statement may take, the wait for its connection included: a request that meets a frozen
 * database has up to two of them to wait for, and 10 s in all.
 */
const STATEMENT_MS = 3_500

/**
 * A pool in which no statement takes longer than 3.5 s, and whose broken connections are closed: one
 * whose response is overdue would give it to the next statement. Behind a pooler, which hands each
 * transaction to another connection of its own, no statement is prepared by name. Where nobody said
 * that there is one, the first error of its kind does, and its statement is repeated without a name.
 */
export function createPool(
  connectionString: string,
  { size, isPooled, auth = 'password' }: PoolOptions,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: size,
    connectionTimeoutMillis: STATEMENT_MS,
    Client: clientClass(auth),
  })
  const naming = { isAllowed: !isPooled }
  const connect = () => pool.connect().catch((error: unknown) => explainRefusal(auth, error))

  async function query(text: string | pg.QueryConfig, values?: unknown[]) {
    const statement: pg.QueryConfig =
      typeof text === 'string' ? { text, ...(values && { values }) } : text
    const { name, ...unnamed } = statement
    if (name === undefined || !naming.isAllowed) return run(connect, unnamed)
    try {
      return await run(connect, statement)
    } catch (error) {
      if (!isOfPooler(error)) throw error
      stopNaming(naming)
      return run(connect, unnamed)
    }
  }
  pool.query = query as typeof pool.query
  return pool
}

function stopNaming(naming: { isAllowed: boolean }): void {
  // Many statements may find out at the same time.
  if (naming.isAllowed) log().warn('a connection pooler was met: statements are no longer named')
  naming.isAllowed = false
}

async function run(
  connect: () => Promise<pg.PoolClient>,
  statement: pg.QueryConfig,
): Promise<pg.QueryResult> {
  const deadline = performance.now() + STATEMENT_MS
  const client = await connect()
  // A connection that is lost rejects the query, and says so a second time as an event.
  client.on('error', ignore)
  try {
    const query_timeout = Math.max(1, deadline - performance.now())
    const result = await client.query({ ...statement, query_timeout } as pg.QueryConfig)
    client.off('error', ignore)
    client.release()
    return result
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}

// The name is unknown, or taken, on the connection that the pooler chose: nothing was executed.
// PgBouncer's own errors are 08P01. https://www.postgresql.org/docs/current/errcodes-appendix.html
function isOfPooler(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (code === '26000' || code === '42P05') return true
  return code === '08P01' && /prepared statement/i.test(String(message))
}

function ignore(): void {
  // The rejected query has said it.
}
