import 'server-only'
import Libsql from 'libsql'
import { isLocked } from './retry-while-locked'

type Row = Record<string, unknown>

/** Reads rows of a SQLite file. */
export interface SqliteReader {
  /** The first row of a statement, which is prepared once. Throws the driver's error. */
  readRow(sql: string, values: string[]): Row | undefined
  close(): void
}

interface Connection {
  database: Libsql.Database
  statements: Map<string, Libsql.Statement<string[][]>>
}

/** Opens a SQLite file to read from; as openSqlite, it takes a new connection once it has met a lock. */
export function openSqliteReader(url: string): SqliteReader {
  let connection = connect(url)
  return {
    readRow(sql, values) {
      try {
        return prepared(connection, sql).get(values) as Row | undefined
      } catch (error) {
        if (isLocked(error)) {
          connection.database.close()
          connection = connect(url)
        }
        throw error
      }
    },
    close: () => void connection.database.close(),
  }
}

function connect(url: string): Connection {
  return { database: new Libsql(pathOf(url), { timeout: 0 }), statements: new Map() }
}

function prepared({ database, statements }: Connection, sql: string) {
  let statement = statements.get(sql)
  if (!statement) statements.set(sql, (statement = database.prepare<string[][]>(sql)))
  return statement
}

// As @libsql/client, which opens the same address, reads it: file:a, file:/a or file:///a, percent-encoded.
function pathOf(url: string): string {
  const [, path = ''] = /^file:(?:\/\/(?:localhost)?(?=\/))?([^?#]*)/i.exec(url) ?? []
  return decodeURIComponent(path)
}
