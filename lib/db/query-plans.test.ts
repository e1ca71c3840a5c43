import Libsql from 'libsql'
import pg from 'pg'
import { afterEach, expect, it, vi } from 'vitest'
import { queryDatabase } from '@/tests/support/databases/query'
import { localCloud } from '@/tests/support/server/local-cloud'
import { findDueGrants } from '@/lib/auth/session/grant-store'
import { env } from '@/lib/env'
import { measurePending } from '@/lib/identity/pending/measure-pending'
import { reconcile } from '@/lib/identity/pending/reconcile'
import { databaseStore } from '@/lib/identity/store/database-store'
import { deleteExpiredRows } from '@/lib/runtime/retention'
import { providerOf } from './database-client'

const cloud = localCloud()
const isPostgres = () => providerOf(cloud.databaseUrl) === 'postgresql'

afterEach(() => void vi.restoreAllMocks())

/** Every table has many rows, none of which is due or has expired. */
async function fill(): Promise<void> {
  const numbers =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO'
  const { resource } = env().acs
  await query(`${numbers} "IdentityMapping"
    ("id", "directory", "subject", "acsResource", "acsUserId", "createdAt")
    SELECT 'id ' || i, 'tenant', 'person ' || i, '${resource}', '8:acs:' || i, '2026-01-01' FROM n`)
  await query(`${numbers} "SessionGeneration"
    ("directory", "subject", "generation", "lastSessionAt")
    SELECT 'tenant', 'person ' || i, 1, '9999-01-01' FROM n`)
  await query(`${numbers} "EntraGrant"
    ("sessionId", "directory", "subject", "refreshToken", "expiresAt", "renewAt", "updatedAt")
    SELECT 'session ' || i, 'tenant', 'person ' || i, '', '9999-01-01', 9999999999999, '2026-01-01'
    FROM n`)
  await query(`${numbers} "RateLimit" ("key", "points", "expire")
    SELECT 'person ' || i, 1, 9999999999999 FROM n WHERE true ON CONFLICT DO NOTHING`)
  if (isPostgres()) await query('ANALYZE')
}

const query = (sql: string, values?: unknown[]) => queryDatabase(cloud.databaseUrl, sql, values)

/** How the database goes about each statement of some work: as its own planner says. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const asked = isPostgres()
    ? vi.spyOn(pg.Client.prototype, 'query')
    : vi.spyOn(Libsql.prototype, 'prepare')
  await work()
  const statements = asked.mock.calls.map(([first]) =>
    typeof first === 'string' ? { text: first } : (first as pg.QueryConfig<unknown[]>),
  )
  vi.restoreAllMocks()
  expect(statements).not.toHaveLength(0)
  const explain = isPostgres() ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'
  return Promise.all(
    statements.map(async ({ text, values }) => {
      const rows = await query(`${explain} ${text}`, values)
      return [text, ...rows.map((row) => row['QUERY PLAN'] ?? row.detail)].join('\n')
    }),
  )
}

// Every row of a table, or every row of this ACS resource, which comes to the same.
const READS_ALL = /\b(SCAN|Seq Scan)\b|acsUserId_idx|_pkey on "SessionGeneration"/

it.each([
  ['reconciling', reconcile],
  ['measuring what is pending', measurePending],
  ['retention', deleteExpiredRows],
  ['creating an identity', () => createAndDelete()],
  ['looking for sessions to renew', () => findDueGrants(20)],
])('%s looks at no more rows than it has something to do with', async (_, work) => {
  await fill()
  for (const plan of await plansOf(work)) expect(plan).not.toMatch(READS_ALL)
})

async function createAndDelete(): Promise<void> {
  const caller = {
    directory: 'tenant',
    subject: 'a new person',
    roles: [],
    proof: { kind: 'bearer', token: '' },
  } as const
  const claim = await databaseStore.claimMapping(caller, new Date(Date.now() + 15_000))
  await databaseStore.completeClaim(caller, claim!, '8:acs:new')
  await databaseStore.findMapping(caller)
  await databaseStore.invalidateTokens(caller)
  await databaseStore.endMapping(caller)
}
