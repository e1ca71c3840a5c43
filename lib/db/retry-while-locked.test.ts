import { createClient } from '@libsql/client'
import { expect, inject, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { endAllSessions } from '@/lib/auth/session/session-generation'
import { sessionGeneration } from '@/tests/support/server/sessions'
import { migrate } from './migrate'
import { retryWhileLocked } from './retry-while-locked'

const cloud = localCloud()
const caller = callerNamed('user')

/** Takes the file's write lock; the answer gives it back. */
async function lock(url: string) {
  const client = createClient({ url })
  const transaction = await client.transaction('write')
  return () => {
    transaction.close()
    client.close()
  }
}

it.skipIf(inject('postgres'))(
  'a statement waits for the lock on a file, and the process goes on meanwhile',
  async () => {
    const release = await lock(cloud.databaseUrl)
    const write = endAllSessions(caller)
    let ticks = 0
    const timer = setInterval(() => ticks++, 10)
    await vi.waitUntil(() => ticks > 20, { timeout: 2_000 })
    clearInterval(timer)
    expect(await sessionGeneration(caller)).toBe(0) // readers don't wait
    release()
    await write
    expect(await sessionGeneration(caller)).toBe(1)
    // The write that met the lock leaves nothing open: others may write, and later ones are committed.
    await endAllSessions(caller)
    const releaseAgain = await lock(cloud.databaseUrl)
    releaseAgain()
    expect(await sessionGeneration(caller)).toBe(2)
  },
)

it.skipIf(inject('postgres'))('a migration waits for it, and says so', async () => {
  const url = await cloud.newDatabase()
  const release = await lock(url)
  const onWait = vi.fn(release)
  expect(await migrate(url, onWait)).not.toEqual([])
  expect(onWait.mock.calls).toEqual([['another process is writing to the file']])
})

it('gives up when its patience ends, and at once on any other error', async () => {
  const locked = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
  const work = vi.fn(() => Promise.reject(locked))
  await expect(retryWhileLocked(work, { patience: 500 })).rejects.toBe(locked)
  expect(work.mock.calls.length).toBeGreaterThan(2)
  const broken = vi.fn(() => Promise.reject(new Error('no such table')))
  await expect(retryWhileLocked(broken)).rejects.toThrow('no such table')
  expect(broken).toHaveBeenCalledTimes(1)
})
