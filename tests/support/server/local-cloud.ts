import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, inject, vi } from 'vitest'
import { localSettings } from '@/scripts/local-settings'
import { type Emulator, findEmulator, startEmulator } from '../programs/emulator'
import { createDatabase } from '../databases/postgres'

/** What a test file works against: the emulator and a database, both its own and real. */
export interface LocalCloud {
  emulator: Emulator
  databaseUrl: string
  /** How a program calls the API as a user: with a Bearer token. */
  caller(username: string): Promise<{ bearer: string }>
  /** Another database of the project's kind, empty. */
  newDatabase(): Promise<string>
  /** The identities of ACS that are not deleted. */
  liveIdentities(): Promise<string[]>
}

type Settings = Record<string, string>
type SettingsOf = (emulator: Emulator) => Settings

/**
 * Starts the emulator and an empty, migrated database for a test file, and points the app's
 * configuration at them; each test begins with both empty. Which database: the project's. With a seed
 * the emulator is the file's own.
 */
export function localCloud(settings: Settings | SettingsOf = {}, seed?: object): LocalCloud {
  let folder = ''
  const cloud = {
    newDatabase() {
      const postgres = inject('postgres')
      if (postgres) return createDatabase(postgres)
      return Promise.resolve(`file:${path.join(folder, `${crypto.randomUUID()}.db`)}`)
    },
    caller: async (username: string) => ({ bearer: await cloud.emulator.apiToken(username) }),
    async liveIdentities() {
      const { identities } = await cloud.emulator.state()
      return identities.filter(({ deleted }) => !deleted).map(({ id }) => id)
    },
  } as LocalCloud

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'acs-test-'))
    cloud.databaseUrl = await cloud.newDatabase()
    const shared = seed ? undefined : inject('emulator')
    cloud.emulator = shared
      ? { ...(await findEmulator(shared)), stop: () => Promise.resolve() }
      : await startEmulator(await seedArguments(folder, seed))
    Object.assign(process.env, {
      ...localSettings({
        appUrl: 'http://localhost:3000',
        emulatorUrl: cloud.emulator.url,
        databaseUrl: cloud.databaseUrl,
        secret: 'only for tests, which is what this is for',
        emulator: cloud.emulator.config,
      }),
      LOG_LEVEL: 'silent',
      ...(typeof settings === 'function' ? settings(cloud.emulator) : settings),
    })
    const { database } = await import('@/lib/db/database')
    // On a busy machine that takes longer than a request would wait.
    await vi.waitFor(database, { timeout: 50_000 })
  })

  beforeEach(async () => {
    await cloud.emulator.reset()
    const { heldUntil } = await import('@/lib/upstream/hold-back')
    heldUntil.clear()
    const { database } = await import('@/lib/db/database')
    const { identityMapping, entraGrant, sessionGeneration } = await database()
    await identityMapping.deleteMany({})
    await entraGrant.deleteMany({})
    await sessionGeneration.deleteMany({})
  })

  afterAll(async () => {
    const { database } = await import('@/lib/db/database')
    await (await database()).disconnect()
    await cloud.emulator.stop()
    await rm(folder, { recursive: true, force: true })
  })

  return cloud
}

async function seedArguments(folder: string, seed: object | undefined): Promise<string[]> {
  if (!seed) return []
  const file = path.join(folder, 'seed.json')
  await writeFile(file, JSON.stringify(seed))
  return ['--seed', file]
}
