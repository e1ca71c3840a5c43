import 'server-only'
import { log } from '@/lib/observability/log'
import { database } from './database'

/** Whether the migrations are in and the database responds. */
export async function isDatabaseReady(): Promise<boolean> {
  try {
    const { readRow } = await database()
    await readRow({ name: 'ping', sql: 'SELECT 1 AS one' }, [])
    return true
  } catch (err) {
    log().warn({ err }, 'database not ready')
    return false
  }
}
