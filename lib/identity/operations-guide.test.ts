import { readFile } from 'node:fs/promises'
import { createClient } from '@libsql/client'
import pg from 'pg'
import { beforeEach, expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { sessionGeneration } from '@/tests/support/server/sessions'
import { findGrant, saveGrant } from '@/lib/auth/session/grant-store'
import { ensureMapping } from './ensure-mapping'
import { reconcile } from './pending/reconcile'
import { databaseStore } from './store/database-store'

const { findMapping } = databaseStore

const cloud = localCloud()
const caller = callerNamed('user')
const inAWhile = new Date(Date.now() + 60_000)

/** The SQL of docs/operations.md, statement by statement, for our caller. */
let statements: string[] = []

beforeEach(async () => {
  const guide = await readFile('docs/operations.md', 'utf8')
  statements = [...guide.matchAll(/```sql\n(.*?)```/gs)]
    .flatMap(([, sql = '']) => sql.replaceAll(/^ *--.*$/gm, '').split(';'))
    .map((sql) => sql.replaceAll(':directory', "'tenant'").replaceAll(':subject', "'user'").trim())
    .filter(Boolean)
})

async function run(sql: string): Promise<void> {
  if (cloud.databaseUrl.startsWith('postgres')) {
    const client = new pg.Client({ connectionString: cloud.databaseUrl })
    await client.connect()
    await client.query(sql).finally(() => client.end())
    return
  }
  const client = createClient({ url: cloud.databaseUrl, timeout: 5_000 })
  await client.execute(sql).finally(() => client.close())
}

it('an operator ends a person’s sessions, once and once more', async () => {
  const [end = '', forget = ''] = statements
  await saveGrant('session', caller, 'refresh token', inAWhile)
  await run(end)
  await run(forget)
  expect(await sessionGeneration(caller)).toBe(1)
  expect(await findGrant('session')).toBeNull()
  await run(end)
  expect(await sessionGeneration(caller)).toBe(2)
})

it('an operator has a person’s tokens revoked', async () => {
  const { mapping } = await ensureMapping(caller)
  await run(statements[2] ?? '')
  await reconcile()
  expect(await findMapping(caller)).toMatchObject({
    acsUserId: mapping.acsUserId,
    tokenGeneration: 1,
    isRevoking: false,
  })
  expect((await cloud.emulator.state()).counts).toMatchObject({ 'acs.revokeTokens': 1 })
})

it('an operator has a person’s identity deleted', async () => {
  await ensureMapping(caller)
  await run(statements[3] ?? '')
  await reconcile()
  expect(await findMapping(caller)).toBeNull()
  expect(await cloud.liveIdentities()).toEqual([])
})
