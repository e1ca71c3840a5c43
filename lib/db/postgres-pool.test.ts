import type { QueryConfig } from 'pg'
import { expect, inject, it, vi } from 'vitest'
import { startFreezableProxy } from '@/tests/support/databases/freezable-proxy'
import { localCloud } from '@/tests/support/server/local-cloud'
import { log } from '@/lib/observability/log'
import { createPool } from './postgres-pool'

const cloud = localCloud()
const named = { name: 'two', text: 'SELECT 2 AS two' }
const prepared = {
  text: "SELECT count(*)::int AS count FROM pg_prepared_statements WHERE name = 'two'",
}

/** A pool of one connection, so that each statement meets what the one before it left. */
async function withPool(
  isPooled: boolean,
  work: (query: (statement: QueryConfig) => Promise<unknown>) => Promise<void>,
) {
  const pool = createPool(cloud.databaseUrl, { size: 1, isPooled })
  await work(async (statement) => (await pool.query(statement)).rows[0] as unknown)
  await pool.end()
}

it.runIf(inject('postgres'))('prepares a named statement once per connection', () =>
  withPool(false, async (query) => {
    expect(await query(named)).toEqual({ two: 2 })
    expect(await query(prepared)).toEqual({ count: 1 })
  }),
)

it.runIf(inject('postgres'))('prepares none by name where a pooler is known', () =>
  withPool(true, async (query) => {
    expect(await query(named)).toEqual({ two: 2 })
    expect(await query(prepared)).toEqual({ count: 0 })
  }),
)

it.runIf(inject('postgres'))(
  'repeats a statement whose name a pooler lost, says so once, and names none any more',
  () =>
    withPool(false, async (query) => {
      const warn = vi.spyOn(log(), 'warn')
      await query(named)
      await query({ text: 'DEALLOCATE ALL' }) // as when the pooler chooses another connection
      expect(await query(named)).toEqual({ two: 2 })
      expect(await query(named)).toEqual({ two: 2 })
      expect(await query(prepared)).toEqual({ count: 0 })
      expect(warn).toHaveBeenCalledTimes(1)
      warn.mockRestore()
    }),
)

it.runIf(inject('postgres'))(
  'gives up on a statement in time, and never uses its connection again',
  async () => {
    const proxy = await startFreezableProxy(cloud.databaseUrl)
    const pool = createPool(proxy.through(cloud.databaseUrl), { size: 1, isPooled: false })
    await pool.query('SELECT 1')
    proxy.freeze()
    const askedAt = performance.now()
    const results = await Promise.allSettled([
      pool.query({ text: 'SELECT 1' }),
      pool.query({ text: 'SELECT 2' }), // waits for the connection of the first
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(performance.now() - askedAt).toBeLessThan(4_500)
    proxy.thaw()
    expect((await pool.query({ text: 'SELECT 3 AS three' })).rows).toEqual([{ three: 3 }])
    expect(proxy.connections()).toBeGreaterThan(1)
    await pool.end()
    await proxy.stop()
  },
)
