import { existsSync } from 'node:fs'

const PLACES = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer']

/** The PgBouncer that is there; undefined without one. */
export function findPgBouncer() {
  return PLACES.find((path) => existsSync(path))
}
