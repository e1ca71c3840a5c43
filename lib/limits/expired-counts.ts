import 'server-only'
import { database } from '@/lib/db/database'

const HOUR_MS = 60 * 60_000

/** Deletes as many counts as are asked for whose window ended an hour ago, and says how many they were. */
export async function deleteExpiredCounts(limit: number): Promise<number> {
  const { pool } = await database()
  if (!pool) return 0
  // What an instance adds to right now is left for the next time.
  const sql = `DELETE FROM "RateLimit" WHERE "key" IN
    (SELECT "key" FROM "RateLimit" WHERE "expire" < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`
  const { rowCount } = await pool.query(sql, [Date.now() - HOUR_MS, limit])
  return rowCount ?? 0
}
