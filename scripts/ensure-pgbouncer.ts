import { findPgBouncer } from './pgbouncer'
import { run } from './processes.js'

const APT = ['install', '-y', '-qq', '--no-install-recommends', 'pgbouncer']

/**
 * Gets a PgBouncer where there is none and Debian's can be installed; the tests that need one are
 * skipped otherwise.
 */
export async function ensurePgBouncer() {
  if (findPgBouncer()) return
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('Installing PgBouncer…')
    await install().catch(() => undefined)
  }
  if (findPgBouncer()) return
  console.log(
    'There is no PgBouncer: the tests behind a pooler are skipped. Install it to run them.',
  )
}

async function install() {
  // At runlevel 1 Debian's package doesn't start its own service.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  await run('apt-get', ['update', '-qq'], env)
  await run('apt-get', APT, env)
}
