import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { queryDatabase } from '@/tests/support/databases/query'
import { type Emulator, startEmulator } from '@/tests/support/programs/emulator'
import {
  identityOf,
  listed,
  NAME,
  numbers,
  OTHER_RESOURCE,
  personOf,
  TENANT,
  user,
} from '@/tests/support/programs/mapped-people'
import { appWith, mappingsCommand } from '@/tests/support/programs/mappings-command'

const READER = '70000000-0000-4000-8000-000000000151'
const WRITER = '70000000-0000-4000-8000-000000000152'
const NOBODY = '70000000-0000-4000-8000-000000000153'
// More than a page of Graph.
const PEOPLE = 150
let folder: string
let emulator: Emulator
let databaseUrl: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acs-mappings-'))
  const seed = path.join(folder, 'seed.json')
  const apps = [
    appWith(READER, 'User.Read.All'),
    appWith(WRITER, 'User.Read.All', 'User.ReadWrite.All'),
    appWith(NOBODY),
  ]
  await writeFile(seed, JSON.stringify({ apps, users: numbers(PEOPLE).map(user) }))
  emulator = await startEmulator(['--seed', seed])
})
beforeEach(async () => {
  await emulator.reset()
  databaseUrl = `file:${path.join(folder, `${++count}.db`)}`
})
afterAll(async () => {
  await emulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const commandAs = (clientId: string, settings = {}) =>
  mappingsCommand(emulator, databaseUrl, { AZURE_AD_CLIENT_ID: clientId, ...settings })

const rows = () =>
  queryDatabase(
    databaseUrl,
    'SELECT "subject", "acsUserId", "graphExtension" FROM "IdentityMapping" ORDER BY "subject"',
  )

async function file(lines: object[]): Promise<string> {
  const name = path.join(folder, `${crypto.randomUUID()}.jsonl`)
  await writeFile(name, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return name
}

/** What Graph has of a person; with a value, that is written there. */
async function extension(number: number, acsUserIdentity?: string): Promise<unknown> {
  const response = await fetch(`${emulator.url}/${TENANT}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: WRITER,
      client_secret: appWith(WRITER).clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  const { access_token } = (await response.json()) as { access_token: string }
  const url = `${emulator.url}/v1.0/users/${personOf(number)}/extensions`
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
  if (acsUserIdentity === undefined) {
    const read = await fetch(`${url}/${NAME}`, { headers })
    return read.ok ? ((await read.json()) as Record<string, unknown>).acsUserIdentity : null
  }
  const type = 'microsoft.graph.openTypeExtension'
  const body = JSON.stringify({ '@odata.type': type, extensionName: NAME, acsUserIdentity })
  return (await fetch(url, { method: 'POST', headers, body })).status
}

it('says how it is used, and refuses what makes no sense', async () => {
  const command = commandAs(READER)
  const help = await command.run('--help')
  expect(help).toMatchObject({ code: 0, said: expect.stringContaining('--dry-run') as string })
  expect(await command.run('import')).toMatchObject({
    code: 2,
    said: 'Name the file to import. --help says more.',
  })
  expect(await command.run('import', 'missing.jsonl')).toMatchObject({
    code: 1,
    said: expect.stringContaining('ENOENT') as string,
  })
}, 60_000)

it('an import that was killed half-way and is repeated loses and doubles nothing', async () => {
  const many = 400
  const name = await file(numbers(many).map((number) => listed(number)))
  const command = commandAs(READER)
  const first = command.start('import', name)
  await first.line(/^100 so far/)
  await first.stop('SIGKILL')
  const before = (await rows()).length
  expect(before).toBeGreaterThanOrEqual(100)
  expect(before).toBeLessThan(many)

  const again = await command.run('import', name)
  expect(again).toMatchObject({ code: 0, lines: [] })
  expect(again.said).toContain(`${many} in all:`)
  const wanted = numbers(many).map((number) => ({
    subject: personOf(number),
    acsUserId: identityOf(number),
    graphExtension: null,
  }))
  expect(await rows()).toEqual(wanted)
  // What was created to learn the resource is deleted again.
  const { identities } = await emulator.state()
  expect(identities.filter(({ deleted }) => !deleted)).toEqual([])
}, 120_000)

it('what can’t be imported is reported, each with its reason, and the rest is imported', async () => {
  const name = await file([
    listed(1),
    listed(2, identityOf(1)),
    listed(1, identityOf(3)),
    listed(4, identityOf(4, OTHER_RESOURCE)),
    listed(5, 'nonsense'),
    { unknown: true },
    { directory: TENANT, subject: personOf(6), acsUserIdentity: identityOf(6) },
  ])
  const conflicts: unknown[] = [
    [2, 'the identity is somebody else’s'],
    [1, 'the person has another identity'],
    [4, 'of another ACS resource'],
    [5, 'malformed'],
  ].map(
    ([number, conflict]) =>
      expect.objectContaining({ subject: personOf(Number(number)), conflict }) as unknown,
  )
  conflicts.push({ line: 6, conflict: 'not understood' })
  const command = commandAs(READER)

  const dry = await command.run('import', name, '--dry-run')
  expect(dry.code).toBe(3)
  expect(await rows()).toEqual([])
  const real = await command.run('import', name)
  expect(real).toMatchObject({ code: 3, lines: conflicts })
  expect(real.said).toContain('2 written')
  expect(await rows()).toMatchObject([{ subject: personOf(1) }, { subject: personOf(6) }])
  // Nobody was written before, so that the other identity of the first is no conflict yet.
  expect(dry.lines).toEqual(conflicts.filter((_, index) => index !== 1))
}, 60_000)

it('the extensions of all users are moved to the database, page by page, and removed if wanted', async () => {
  const some = [1, 99, 100, 101, PEOPLE]
  for (const number of some) expect(await extension(number, identityOf(number))).toBe(201)
  const [reader, writer] = [commandAs(READER), commandAs(WRITER)]

  expect((await reader.run('migrate', '--dry-run')).said).toContain('5 in all: 5 written.')
  expect(await rows()).toEqual([])
  await emulator.fault({ operation: 'graph.users', status: 429, retryAfter: 1, times: 2 })
  expect((await reader.run('migrate')).said).toContain('5 in all: 5 written.')
  const wanted = some.map((number) => ({
    subject: personOf(number),
    acsUserId: identityOf(number),
  }))
  expect(await rows()).toMatchObject(wanted)

  const refused = await reader.run('migrate', '--remove')
  expect(refused.code).toBe(1)
  expect(refused.said).toContain('User.ReadWrite.All')
  const removed = await writer.run('migrate', '--remove')
  expect(removed).toMatchObject({ code: 0, said: '5 in all: 5 present.' })
  for (const number of some) expect(await extension(number)).toBeNull()
  expect(await rows()).toMatchObject(wanted)
}, 60_000)

it('a conflicting extension is left where it is', async () => {
  await extension(1, identityOf(1))
  await extension(2, identityOf(1))
  const { code, lines } = await commandAs(WRITER).run('migrate', '--remove')
  expect(code).toBe(3)
  expect(lines).toHaveLength(1)
  const { subject } = lines[0]!
  const [loser, winner] = subject === personOf(1) ? [1, 2] : [2, 1]
  expect(await extension(loser)).toBe(identityOf(1))
  expect(await extension(winner)).toBeNull()
}, 60_000)

it('without permission it says which is needed', async () => {
  const { code, said } = await commandAs(NOBODY).run('migrate')
  expect(code).toBe(1)
  expect(said).toContain('User.Read.All')
}, 60_000)

it('mappings go from the database to Graph, through a file, and back', async () => {
  const name = await file([1, 2].map((number) => listed(number)))
  const settings = { IDENTITY_STORE: 'graph' }
  const writer = commandAs(WRITER, settings)
  await writer.run('import', name)
  await extension(2, identityOf(9))
  const moved = await writer.run('migrate', '--to', 'graph')
  expect(moved).toMatchObject({
    code: 3,
    lines: [{ subject: personOf(2), conflict: 'Graph has another identity' }],
  })
  expect(await extension(1)).toBe(identityOf(1))
  expect(await rows()).toMatchObject([{ graphExtension: NAME }, { graphExtension: null }])
  expect((await writer.run('migrate', '--remove')).code).toBe(2)

  const output = path.join(folder, 'exported.jsonl')
  await writer.run('export', '--from', 'graph', '--output', output)
  const exported = (await readFile(output, 'utf8')).trim().split('\n')
  expect(exported.map((line) => JSON.parse(line) as unknown)).toEqual(
    [
      [1, 1],
      [2, 9],
    ].map(([person = 0, identity = 0]) => ({
      directory: TENANT,
      subject: personOf(person),
      acsUserIdentity: identityOf(identity),
    })),
  )
  const { lines } = await writer.run('export')
  expect(lines).toHaveLength(2)
}, 60_000)
