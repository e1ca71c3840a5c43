import 'server-only'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { database } from './database'
import { migrate } from './migrate'

let migrated: Promise<void> | undefined

/** Applies the pending migrations once per process; after a failure the next call tries again. */
export function ensureMigrated(): Promise<void> {
  migrated ??= migrate(env().databaseUrl).then(
    (names) => {
      if (names.length > 0) log().info({ migrations: names }, 'database migrated')
    },
    (error: unknown) => {
      migrated = undefined
      throw error
    },
  )
  return migrated
}

/** Whether the migrations are in and the database answers. */
export async function isDatabaseReady(): Promise<boolean> {
  try {
    await ensureMigrated()
    await (await database()).$executeRawUnsafe('SELECT 1')
    return true
  } catch (err) {
    log().warn({ err }, 'database not ready')
    return false
  }
}
