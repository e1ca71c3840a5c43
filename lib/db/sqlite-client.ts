import 'server-only'
import { createClient, type InStatement, type ResultSet, type Transaction } from '@libsql/client'
import { isLocked } from './retry-while-locked'

export interface SqliteClient {
  execute(statement: InStatement): Promise<ResultSet>
  /** Takes the write lock. */
  beginWrite(): Promise<Transaction>
  close(): void
}

/**
 * Opens a SQLite file for statements that are tried again where it is locked. Once a statement has met
 * a lock, its connection is replaced: SQLite leaves such a statement unfinished, so that it may be
 * stepped again, the driver doesn't reset it, and as long as a write is unfinished no later one is
 * committed. (https://sqlite.org/c3ref/step.html; seen with libsql 0.5.)
 */
export function openSqlite(url: string): SqliteClient {
  // No busy timeout: the driver is synchronous, and the whole process would stand still.
  const client = createClient({ url, timeout: 0 })
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (isLocked(error)) client.reconnect()
      throw error
    }
  }
  return {
    execute: (statement) => attempt(() => client.execute(statement)),
    beginWrite: () => attempt(() => client.transaction('write')),
    close: () => client.close(),
  }
}
