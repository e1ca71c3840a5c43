import { stat } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import Libsql from 'libsql'
import pg from 'pg'
import type { SeededMapping } from './seed'

/** A database full of mappings, by the product's own schema. */
export interface Database {
  kind: 'SQLite' | 'PostgreSQL'
  url: string
  /** Its size on disk, indexes included. */
  megabytes(): Promise<number>
  insert(mappings: Iterable<SeededMapping>): Promise<void>
  /** The identity that comes as the `place`-th of all, in their order. */
  acsUserIdOf(place: number): Promise<string>
}

const PLACE = 'SELECT "acsUserId" FROM "IdentityMapping" ORDER BY "acsUserId" LIMIT 1 OFFSET'

const BATCH = 5_000
const COLUMNS = ['id', 'directory', 'subject', 'acsResource', 'acsUserId', 'createdAt'] as const
const names = COLUMNS.map((column) => `"${column}"`).join(', ')

/** Brings an empty database up to date as `npm run migrate` does. */
export async function migrate(url: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: url, DATABASE_DIRECT_URL: '' }
  await promisify(execFile)(process.execPath, ['dist/migrate.js'], { env })
}

/** A SQLite file. */
export function sqlite(file: string): Database {
  return {
    kind: 'SQLite',
    url: `file:${file}`,
    megabytes: async () => inMegabytes((await stat(file)).size),
    acsUserIdOf: (place) => {
      const database = new Libsql(file)
      const row = database.prepare(`${PLACE} ${place - 1}`).get() as { acsUserId: string }
      database.close()
      return Promise.resolve(row.acsUserId)
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- the driver is synchronous
    async insert(mappings) {
      const database = new Libsql(file)
      database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -600000; BEGIN')
      const places = COLUMNS.map(() => '?').join(', ')
      const statement = database.prepare(
        `INSERT INTO "IdentityMapping" (${names}) VALUES (${places})`,
      )
      // Dates as Prisma's driver writes them.
      for (const { createdAt, ...rest } of mappings) {
        const text = createdAt.toISOString().replace('Z', '+00:00')
        const row = { ...rest, createdAt: text }
        statement.run(COLUMNS.map((column) => row[column]))
      }
      database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
      database.close()
    },
  }
}

/** A database of a PostgreSQL server. */
export function postgresql(url: string): Database {
  const connected = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return work(client).finally(() => client.end())
  }
  return {
    kind: 'PostgreSQL',
    url,
    megabytes: () =>
      connected(async (client) => {
        const sql = 'SELECT pg_database_size(current_database()) AS bytes'
        const { rows } = await client.query<{ bytes: string }>(sql)
        return inMegabytes(Number(rows[0]?.bytes))
      }),
    acsUserIdOf: (place) =>
      connected(async (client) => {
        const { rows } = await client.query<{ acsUserId: string }>(`${PLACE} ${place - 1}`)
        return rows[0]?.acsUserId ?? ''
      }),
    insert: (mappings) =>
      connected(async (client) => {
        for (const batch of batches(mappings)) {
          const lists = COLUMNS.map((column) => batch.map((mapping) => mapping[column]))
          await client.query(
            `INSERT INTO "IdentityMapping" (${names})
             SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamp[])`,
            lists,
          )
        }
        // As the server does by itself, later.
        await client.query('VACUUM ANALYZE "IdentityMapping"')
        await client.query('CHECKPOINT')
      }),
  }
}

function* batches(mappings: Iterable<SeededMapping>): Generator<SeededMapping[]> {
  let batch: SeededMapping[] = []
  for (const mapping of mappings) {
    batch.push(mapping)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}
