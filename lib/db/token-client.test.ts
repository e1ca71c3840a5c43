import { decodeJwt } from 'jose'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { IDENTITY_HEADER } from '@/emulator/entra/managed-identity/app-service'
import { type RunningEmulator, startEmulator } from '@/emulator/server'
import { localSettings } from '@/scripts/local-settings'
import {
  createOwnedDatabase,
  type DatabaseTokens,
  serveDatabaseTokens,
} from '@/tests/support/databases/database-tokens'
import { findEmulator } from '@/tests/support/programs/emulator'
import { ownToken } from '@/lib/azure/own-identity'
import { migrate } from './migrate'
import { createPool } from './postgres-pool'

const server = inject('postgres') ?? ''

describe.runIf(server)('a server that is opened by Entra tokens', () => {
  let emulator: RunningEmulator
  let identity: DatabaseTokens
  let url: string

  beforeAll(async () => {
    // Its clock and the product's are the test's.
    vi.useFakeTimers({ toFake: ['Date'] })
    emulator = await startEmulator({ port: 0, now: Date.now })
    const database = await createOwnedDatabase(server)
    url = database.url
    identity = await serveDatabaseTokens(emulator.url, `${server}/postgres`, database.role)
    vi.stubEnv('IDENTITY_ENDPOINT', identity.url)
    vi.stubEnv('IDENTITY_HEADER', IDENTITY_HEADER)
  })
  afterAll(async () => {
    vi.useRealTimers()
    identity.stop()
    await emulator.close()
  })

  /** What a new pool, which has no connection yet, learns. */
  async function ask(): Promise<unknown> {
    const pool = createPool(url, { size: 1, isPooled: false, auth: 'entra' })
    try {
      return (await pool.query('SELECT current_user AS name')).rows[0] as unknown
    } finally {
      await pool.end()
    }
  }

  async function connectBy(password: string | undefined) {
    const client = new pg.Client({ connectionString: url.replace('@', `:${password}@`) })
    await client.connect()
    await client.end()
  }

  // PostgreSQL, unlike Azure's, looks a role's password up before it is shown one: it has to be set by then.
  const renew = () =>
    vi.waitFor(() => ownToken('https://ossrdbms-aad.database.windows.net/.default'), {
      timeout: 20_000,
    })
  const name = () => new URL(url).username
  const lastEnd = () => Number(decodeJwt(identity.tokens.at(-1) ?? '').exp) * 1000

  it('takes migrations from the role’s identity', async () => {
    await renew()
    const applied = await migrate(url, () => expect.unreachable(), 'entra')
    expect(applied.length).toBeGreaterThan(0)
    expect(identity.tokens).toHaveLength(1)
  })

  it('is shown one token by all connections until shortly before its end', async () => {
    vi.setSystemTime(lastEnd() - 125_000)
    expect(await ask()).toEqual({ name: name() })
    expect(await ask()).toEqual({ name: name() })
    expect(identity.tokens).toHaveLength(1)
  })

  it('is shown a new token then, and refuses the one before', async () => {
    const pool = createPool(url, { size: 2, isPooled: false, auth: 'entra' })
    const held = await pool.connect()
    vi.setSystemTime(lastEnd() - 115_000)
    await renew()
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    expect(identity.tokens).toHaveLength(2)
    // A connection that was opened by it stays.
    expect((await held.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    held.release()
    await pool.end()
    const [first, second] = identity.tokens
    await expect(connectBy(first)).rejects.toMatchObject({ code: '28P01' })
    await connectBy(second)
  })

  it('that refuses a token is said to', async () => {
    const admin = new pg.Client({ connectionString: `${server}/postgres` })
    await admin.connect()
    await admin.query(`ALTER ROLE ${name()} PASSWORD 'another'`)
    await admin.end()
    await expect(ask()).rejects.toMatchObject({
      name: 'DatabaseCredentialsRefused',
      message: expect.stringMatching(/^PostgreSQL refused this server’s credentials/) as string,
      code: '28P01',
    })
    await expect(migrate(url, vi.fn(), 'entra')).rejects.toMatchObject({ code: '28P01' })
  })

  it('is not ready while its identity gets no token, and is again when it does', async () => {
    vi.setSystemTime(lastEnd())
    const control = await findEmulator(emulator.url)
    await control.fault({ operation: 'entra.managedIdentity', status: 500, times: 1000 })
    Object.assign(
      process.env,
      localSettings({
        appUrl: 'http://localhost:3000',
        emulatorUrl: emulator.url,
        databaseUrl: url,
        secret: 'only for tests, which is what this is for',
        emulator: control.config,
      }),
      { DATABASE_AUTH: 'entra', LOG_LEVEL: 'silent' },
    )
    const { isDatabaseReady } = await import('./is-ready')
    const { database } = await import('./database')
    const { log } = await import('@/lib/observability/log')
    const error = vi.spyOn(log(), 'error')
    expect(await isDatabaseReady()).toBe(false)
    await expect(database()).rejects.toMatchObject({ code: 'upstream_unavailable' })
    expect(error).toHaveBeenCalledWith(
      {
        err: expect.objectContaining({
          message: expect.stringMatching(/^Microsoft Entra ID gave this server no token/) as string,
        }) as Error,
      },
      'database could not be opened',
    )
    await control.clearFaults()
    await vi.waitFor(async () => expect(await isDatabaseReady()).toBe(true), { timeout: 20_000 })
    await (await database()).disconnect()
  })
})
