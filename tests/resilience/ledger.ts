import { createClient } from '@libsql/client'
import pg from 'pg'
import { providerOf } from '@/lib/db/database-client'
import type { Emulator } from '../support/programs/emulator'

/** What ACS has beside what the database knows of it. */
export interface Ledger {
  /** Identities that exist at ACS. */
  live: string[]
  /** Identities that are some caller's. */
  mapped: string[]
  /** Live, but neither anybody's nor on record for deletion. */
  orphaned: string[]
  /** Somebody's, but not at ACS. */
  dead: string[]
  /** Mappings of one caller beyond the first. */
  doubled: number
  /** Deletions and revocations that are written down and not done yet. */
  owed: number
  /** Revocations that were begun for the identities of today. */
  revocations: number
}

/** Reads both sides; of `objectId` alone, where it is given, and then what is orphaned is nobody's. */
export async function readLedger(
  emulator: Emulator,
  databaseUrl: string,
  objectId?: string,
): Promise<Ledger> {
  const everybody = await query(
    databaseUrl,
    'SELECT "subject", "acsUserId", "tombstone", "tokenGeneration", "retryAt" FROM "IdentityMapping" WHERE "acsUserId" IS NOT NULL',
  )
  const rows = everybody.filter(({ subject }) => !objectId || subject === objectId)
  const { identities } = await emulator.state()
  const existing = identities.filter(({ deleted }) => !deleted).map(({ id }) => id)
  const current = rows.filter(({ tombstone }) => tombstone === '')
  const mapped = current.map(({ acsUserId }) => String(acsUserId))
  const known = new Set(everybody.map(({ acsUserId }) => acsUserId))
  const theirs = new Set(rows.map(({ acsUserId }) => acsUserId))
  return {
    live: objectId ? existing.filter((id) => theirs.has(id)) : existing,
    mapped,
    orphaned: existing.filter((id) => !known.has(id)),
    dead: mapped.filter((id) => !existing.includes(id)),
    doubled: current.length - new Set(current.map(({ subject }) => subject)).size,
    owed: rows.filter(({ retryAt }) => retryAt !== null).length,
    revocations: current.reduce((sum, row) => sum + Number(row.tokenGeneration), 0),
  }
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  if (providerOf(url) === 'postgresql') {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(sql)
    await client.end()
    return rows
  }
  const client = createClient({ url, timeout: 10_000 })
  const { rows } = await client.execute(sql)
  client.close()
  return rows
}
