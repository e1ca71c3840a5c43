import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findPgBouncer } from '../../../scripts/pgbouncer'
import { freePort } from '../programs/free-port'

/** A real PgBouncer in transaction mode, on loopback and a free port, gone after `stop`. */
export interface PgBouncer {
  /** The connection string of a database of the server, through the pooler. */
  pooled(databaseUrl: string): string
  stop(): Promise<void>
}

/** Whether there is a PgBouncer to start; scripts/ensure-pgbouncer.ts gets one from Debian. */
export const hasPgBouncer = findPgBouncer() !== undefined

/** Starts a pooler in front of a PostgreSQL server, with few connections, so that they are shared. */
export async function startPgBouncer(serverUrl: string): Promise<PgBouncer> {
  const program = findPgBouncer()
  if (!program) throw new Error('There is no PgBouncer.')
  const folder = await mkdtemp(path.join(tmpdir(), 'acs-pgbouncer-'))
  await chmod(folder, 0o755) // its own user has to get through it
  const port = await freePort()
  const file = path.join(folder, 'pgbouncer.ini')
  await writeFile(file, configuration(new URL(serverUrl), port, folder))
  await writeFile(path.join(folder, 'users.txt'), users(new URL(serverUrl)))
  const child = spawn(program, [file], { stdio: ['ignore', 'ignore', 'pipe'], ...ownUser() })
  const log: string[] = []
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()))
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill) // a test run that is killed takes it along
  const ended = once(child, 'exit')
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended:\n${log.join('')}`)
    await sleep(20)
  }
  return {
    pooled(databaseUrl) {
      const url = new URL(databaseUrl)
      url.port = String(port)
      return url.href
    },
    async stop() {
      process.off('exit', kill)
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function configuration({ hostname, port }: URL, listenPort: number, folder: string): string {
  return `[databases]
* = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = trust
auth_file = ${path.join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = 5
max_client_conn = 200
`
}

function users({ username, password }: URL): string {
  return `"${username}" "${password}"\n`
}

// It refuses to run as root, as PostgreSQL does.
function ownUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const isUp = await once(socket, 'connect').then(
    () => true,
    () => false,
  )
  socket.destroy()
  return isUp
}
