import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from '@libsql/client'
import { expect, type Page, test as base } from '@playwright/test'
import { type App, startApp } from '../programs/app'
import { type Emulator, startEmulator } from '../programs/emulator'

interface Journey {
  /** Nobody is known, here and there, when a journey begins. */
  freshStart: null
  /** Opens `path` as a person who signs in on the way. */
  signIn: (username: string, path?: string) => Promise<void>
}

interface Cloud {
  /** What the emulator is told beside its port. */
  emulatorArguments: string[]
  /** Environment that emulator and app get beside their own. */
  environment: Record<string, string>
  emulator: Emulator
  app: App
}

/** What JWTs and JWEs look like. */
export const TOKEN = /eyJ[\w-]{10,}\.[\w-]*\.[\w-]/

/** Playwright's `test`, with the local cloud, the production build, and a watchful page. */
export const test = base.extend<Journey, Cloud>({
  // Graph's tokens end after 2 s, so that each journey sees one expire.
  emulatorArguments: [['--tokens-ttl', 'graph=2'], { scope: 'worker', option: true }],
  environment: [({}, provide) => provide({}), { scope: 'worker' }],
  emulator: [
    async ({ emulatorArguments, environment }, provide) => {
      const emulator = await startEmulator(emulatorArguments, environment)
      await provide(emulator)
      await emulator.stop()
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ emulator, environment }, provide) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'acs-e2e-'))
      const databaseUrl = `file:${path.join(folder, 'acs.db')}`
      const settings = { LOG_LEVEL: 'trace', ...environment }
      const app = await startApp({ emulator, databaseUrl, settings })
      await provide(app)
      await app.stop()
      // Whatever the journeys did, no token has reached the log, and no page has failed in Next.js.
      const log = app.program.output.join('\n')
      expect(log).not.toMatch(TOKEN)
      expect(log).not.toContain('⨯')
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  freshStart: [
    async ({ app, emulator }, provide) => {
      await emulator.reset()
      const database = createClient({ url: app.databaseUrl, timeout: 10_000 })
      await database.executeMultiple('DELETE FROM IdentityMapping; DELETE FROM EntraGrant')
      database.close()
      await provide(null)
    },
    { auto: true },
  ],
  baseURL: ({ app }, provide) => provide(app.url),
  page: async ({ page }, provide) => {
    const surprises = watch(page)
    await provide(page)
    expect(surprises).toEqual([])
  },
  signIn: ({ page }, provide) => provide((username, path = '/') => signIn(page, username, path)),
})

export { expect } from '@playwright/test'

/** Opens `path` as a person who signs in on the way. */
export async function signIn(page: Page, username: string, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await page.getByRole('button', { name: username }).click()
  await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible()
}

/** Creates the identity of who is signed in, at /identity. */
export async function createIdentity(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await expect(page.getByText('Your identity is ready.')).toBeVisible()
}

/** What no journey should meet: a request that leaves this machine, a script error, a blocked resource. */
export function watch(page: Page): string[] {
  const surprises: string[] = []
  page.context().on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== 'localhost') surprises.push(request.url())
  })
  page.context().on('weberror', (webError) => surprises.push(webError.error().message))
  page.context().on('console', (message) => {
    // The browser itself reports responses above 399, and requests of a page that a journey has put
    // offline: both may well be what the journey wants to see.
    const isWanted =
      /^Failed to load resource: (the server responded|net::ERR_INTERNET_DISCONNECTED)/.test(
        message.text(),
      )
    if (message.type() === 'error' && !isWanted) surprises.push(message.text())
  })
  return surprises
}
