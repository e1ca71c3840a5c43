import { createClient } from '@libsql/client'
import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { database } from './database'
import { providerOf } from './database-client'
import { rethrowAsUnavailable } from './database-unavailable'
import { connectPostgres } from './connect-postgres'
import { connectSqlite } from './connect-sqlite'
import { databaseStore } from '@/lib/identity/store/database-store'

const { endMapping } = databaseStore

const cloud = localCloud()
const caller = callerNamed('user')
const holder = globalThis as { acsDatabase?: unknown }

it('a database that is away means upstream_unavailable, and is found again', async () => {
  const working = await database()
  const isPostgres = providerOf(cloud.databaseUrl) === 'postgresql'
  const away = isPostgres
    ? connectPostgres('postgres://nobody@127.0.0.1:1/none', { size: 1, isPooled: false })
    : connectSqlite(cloud.databaseUrl, 10)
  const lock = isPostgres ? undefined : await lockFile(cloud.databaseUrl)
  holder.acsDatabase = Promise.resolve(away)
  await expect(endMapping(caller)).rejects.toMatchObject({ code: 'upstream_unavailable' })
  await away.disconnect()
  lock?.close()
  holder.acsDatabase = Promise.resolve(working)
  await expect(endMapping(caller)).resolves.toBeNull()
})

it.each(['ECONNREFUSED', '57P01', '57P03', '08006', 'P1001', 'P2024', 'SQLITE_BUSY'])(
  '%s says that the database is away',
  (code) => {
    const error = Object.assign(new Error('down'), { code })
    expect(() => rethrowAsUnavailable(error)).toThrow(/upstream_unavailable/)
  },
)

it.each(['P2002', 'P2021', '23505', '42P01', 'SQLITE_ERROR'])(
  '%s is about the statement',
  (code) => {
    const error = Object.assign(new Error('refused'), { code })
    expect(() => rethrowAsUnavailable(error)).toThrow(error)
  },
)

/** Keeps the file's write lock until closed. */
function lockFile(url: string) {
  return createClient({ url }).transaction('write')
}
