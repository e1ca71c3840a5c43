import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type App, startApp } from '../fixtures/app'
import { type Emulator, startEmulator } from '../fixtures/emulator'
import { type Endpoint, endpoints, expectedOutcome, faults, type Outcome } from './expectations'
import { readLedger } from './ledger'
import { inventPeople } from './people'
import { send } from './send'

const LONGEST_MS = 15_000

interface Row {
  name: string
  fault: string
  outcome: Outcome | null
  milliseconds: number
}

const rows: Row[] = []
afterAll(() => console.log(table(rows)))

// Each lane has a local cloud of its own, so that what is counted in it comes of its own faults.
describe.each([
  ['POST /api/user', 'POST /api/token'],
  ['GET /api/token', 'DELETE /api/token'],
  ['DELETE /api/user', 'POST /api/token/teams'],
  ['GET /api/profile, Entra', 'GET /api/profile, Graph'],
])('%s and %s', (...names) => {
  let folder: string
  let emulator: Emulator
  let app: App

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'acs-faults-'))
    emulator = await startEmulator()
    const databaseUrl = `file:${path.join(folder, 'acs.db')}`
    app = await startApp({ emulator, databaseUrl, settings: { LOG_LEVEL: 'silent' } })
  })

  afterAll(async () => {
    await app.stop()
    await emulator.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it.each(names)(
    '%s answers each fault as the contract says, and in time',
    async (name) => {
      const endpoint = endpoints[name]!
      const before = await readLedger(emulator, app.databaseUrl)
      let lostAnswers = 0
      for (const [fault, { fault: specification, losesAnswer }] of Object.entries(faults)) {
        const headers = await headersOfSomebodyNew(emulator, endpoint)
        if (endpoint.needsIdentity) await send(app.url, 'POST', '/api/user', headers)
        await emulator.fault({ operation: endpoint.operation, ...specification })
        const startedAt = performance.now()
        const outcome = await send(app.url, endpoint.method, endpoint.path, headers)
        const milliseconds = performance.now() - startedAt
        await emulator.clearFaults()

        rows.push({ name, fault, outcome, milliseconds })
        expect([fault, ...(outcome ?? [])]).toEqual([fault, ...expectedOutcome(name, fault)])
        expect(milliseconds).toBeLessThan(LONGEST_MS)
        if (losesAnswer && endpoint.createsRemotely) lostAnswers++
        // The same call succeeds once the service is well.
        const again = await send(app.url, endpoint.method, endpoint.path, headers)
        expect([fault, ...(again ?? [])]).toEqual([
          fault,
          expect.toBeOneOf([endpoint.succeedsWith, 200]),
        ])
      }
      // What is owed to ACS is paid soon; what nobody could know of is all that is left.
      await vi.waitFor(
        async () => {
          const { live, mapped, orphaned, dead, doubled } = await readLedger(
            emulator,
            app.databaseUrl,
          )
          expect(orphaned.length - before.orphaned.length).toBeLessThanOrEqual(lostAnswers)
          expect(live.length).toBe(mapped.length + orphaned.length)
          expect({ dead, doubled }).toEqual({ dead: [], doubled: 0 })
        },
        { timeout: 90_000, interval: 1_000 },
      )
    },
    300_000,
  )
})

/** What a caller sends who has not been here before, or whose tokens have not. */
async function headersOfSomebodyNew(emulator: Emulator, { path }: Endpoint) {
  if (path === '/api/token/teams') {
    return {
      authorization: `Bearer ${await emulator.apiToken('ada')}`,
      'teams-user-aad-token': await emulator.teamsToken('ada'),
    }
  }
  // Entra and Graph know the people of the sample tenant only.
  if (path === '/api/profile') return { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  const [person] = await inventPeople(emulator, 1)
  return person!.headers
}

function table(rows: Row[]): string {
  const cells = rows.map(({ name, fault, outcome, milliseconds }) => [
    name,
    fault,
    outcome?.join(' ') ?? 'none',
    `${Math.round(milliseconds)} ms`,
  ])
  const lines = [['endpoint', 'fault', 'answer', 'time'], ['---', '---', '---', '---'], ...cells]
  return `\n${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`
}
