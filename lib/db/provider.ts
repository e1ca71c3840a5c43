/** The database a DATABASE_URL names: a PostgreSQL server, or otherwise a SQLite file. */
export function providerOf(url: string): 'postgresql' | 'sqlite' {
  return /^postgres(ql)?:/.test(url) ? 'postgresql' : 'sqlite'
}
