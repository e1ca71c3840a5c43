import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { startApp } from '../../tests/support/programs/app'
import {
  createDatabase,
  type Postgres,
  startPostgres,
} from '../../tests/support/databases/postgres'
import { expect, test } from '../../tests/support/browser/test'

const WITHIN_MS = 10_000
let postgres: Postgres

test.beforeAll(async () => {
  postgres = await startPostgres()
})

test.afterAll(() => postgres.stop())

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}

test('an instance that waits for another’s migration is live, says what it waits for, and goes on', async ({
  emulator,
}) => {
  const databaseUrl = await createDatabase(postgres.url)
  const migrating = await connected(databaseUrl)
  await migrating.query('BEGIN')
  await migrating.query('SELECT pg_advisory_xact_lock(72707369)')
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }

  const app = await startApp({ emulator, databaseUrl, until: 'live' })
  await app.program.line(/waiting to apply database migrations/)
  expect(app.program.output.join('\n')).toContain('another instance is applying them')
  expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(503)
  const askedAt = performance.now()
  const response = await fetch(`${app.url}/api/user`, { headers })
  expect(performance.now() - askedAt).toBeLessThan(WITHIN_MS)
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ code: 'upstream_unavailable' })
  const liveAskedAt = performance.now()
  expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200)
  expect(performance.now() - liveAskedAt).toBeLessThan(500)

  await migrating.query('ROLLBACK')
  await migrating.end()
  await expect.poll(async () => (await fetch(`${app.url}/api/health/ready`)).status).toBe(200)
  await app.stop()
})

test('the app reads and writes rows only, where npm run migrate brings the tables', async ({
  emulator,
}) => {
  const { asAdministrator, asOwner } = await documentedStatements()
  const administrator = await connected(`${postgres.url}/postgres`)
  for (const statement of asAdministrator) await administrator.query(statement)
  await administrator.end()
  const url = (role: string) => {
    const led = new URL(`${postgres.url}/acs`)
    led.username = role
    led.password = 'test-only'
    return led.href
  }

  // Without the right to, the app applies nothing, and says what is to be done.
  const app = await startApp({ emulator, databaseUrl: url('acs_app'), until: 'live' })
  await app.program.line(/database could not be opened/)
  expect(app.program.output.join('\n')).toContain('run \\"npm run migrate\\"')
  expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(503)

  expect(await migrate({ DATABASE_URL: url('acs_owner') })).toMatch(
    /^(Applied \d{14}_\w+\.\n){3,}$/,
  )
  const owner = await connected(url('acs_owner'))
  for (const statement of asOwner) await owner.query(statement)
  await owner.end()
  await expect.poll(async () => (await fetch(`${app.url}/api/health/ready`)).status).toBe(200)
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  for (const [method, path, status] of [
    ['POST', '/api/token', 201],
    ['DELETE', '/api/token', 204],
    ['DELETE', '/api/user', 204],
  ] as const) {
    expect((await fetch(`${app.url}${path}`, { method, headers })).status).toBe(status)
  }
  const restricted = await connected(url('acs_app'))
  await expect(restricted.query('CREATE TABLE t (a int)')).rejects.toThrow(/permission denied/)
  await expect(restricted.query('DELETE FROM _prisma_migrations')).rejects.toThrow(
    /permission denied/,
  )
  await restricted.end()
  await app.stop()
})

test('npm run migrate says when there is nothing to do, and fails with a reason', async () => {
  const databaseUrl = await createDatabase(postgres.url)
  await migrate({ DATABASE_URL: databaseUrl })
  // The direct connection string comes first.
  const both = {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    DATABASE_DIRECT_URL: databaseUrl,
  }
  expect(await migrate(both)).toBe('Nothing to apply: the database is up to date.\n')
  await expect(migrate({ DATABASE_URL: both.DATABASE_URL })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The migration failed: connect ECONNREFUSED/),
  })
})

/** What the command prints. Rejects with its exit code. */
async function migrate(settings: Record<string, string>): Promise<string> {
  const env = { ...process.env, DATABASE_DIRECT_URL: '', ...settings }
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'migrate'], { env })
  return stdout
}

/** The SQL of docs/deploy.md, as it is to be run by the server's administrator and the tables' owner. */
async function documentedStatements() {
  const text = await readFile('docs/deploy.md', 'utf8')
  const [asAdministrator = [], asOwner = []] = [...text.matchAll(/```sql\n(.*?)```/gs)].map(
    ([, sql = '']) =>
      sql
        .replaceAll('<password>', 'test-only')
        .split(';')
        .map((statement) => statement.replace(/--.*$/gm, '').trim())
        .filter(Boolean),
  )
  return { asAdministrator, asOwner }
}
