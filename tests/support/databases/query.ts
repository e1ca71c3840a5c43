import { createClient } from '@libsql/client'
import pg from 'pg'
import { providerOf } from '@/lib/db/database-client'

/** Runs a statement on a database past the product, over a connection of its own; `values` on PostgreSQL alone. */
export async function queryDatabase(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  if (providerOf(url) === 'postgresql') {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(sql, values)
    await client.end()
    return rows
  }
  const client = createClient({ url })
  const { rows } = await client.execute(sql)
  client.close()
  return rows
}
