import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type App, startApp } from '../support/programs/app'
import { type Emulator, startEmulator } from '../support/programs/emulator'
import { type Endpoint, endpoints, expectedOutcome, faults, type Outcome } from './expectations'
import { readLedger } from './ledger'
import { inventPeople, type Person } from './people'
import { send } from './send'

const LONGEST_MS = 15_000

interface Row {
  name: string
  fault: string
  outcome: Outcome | null
  milliseconds: number
  /** The person's, right after the response; and nobody's so far, which only lost responses leave. */
  identities: { mapped: number; live: number; owed: number; orphaned: number }
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
    '%s responds to each fault as the contract says, and in time',
    async (name) => {
      const endpoint = endpoints[name]!
      const before = (await readLedger(emulator, app.databaseUrl)).orphaned.length
      let lostResponses = 0
      for (const [fault, { fault: specification, losesResponse }] of Object.entries(faults)) {
        const { objectId, headers } = await somebodyNew(emulator, endpoint)
        if (endpoint.needsIdentity) await send(app.url, 'POST', '/api/user', headers)
        await emulator.fault({ operation: endpoint.operation, ...specification })
        const startedAt = performance.now()
        const outcome = await send(app.url, endpoint.method, endpoint.path, headers)
        const milliseconds = performance.now() - startedAt
        await emulator.clearFaults()

        const { mapped, live, owed, orphaned } = await readLedger(
          emulator,
          app.databaseUrl,
          objectId,
        )
        const identities = {
          mapped: mapped.length,
          live: live.length,
          owed,
          orphaned: orphaned.length,
        }
        rows.push({ name, fault, outcome, milliseconds, identities })
        if (losesResponse && endpoint.createsRemotely) lostResponses++
        // Only what nobody could know of is nobody's.
        expect(orphaned.length - before).toBeLessThanOrEqual(lostResponses)
        expect([fault, ...(outcome ?? [])]).toEqual([fault, ...expectedOutcome(name, fault)])
        expect(milliseconds).toBeLessThan(LONGEST_MS)
        // The same call succeeds once the service is well, and the time is over that it asked for.
        await sleep((specification.retryAfter ?? 0) * 1_000)
        const again = await send(app.url, endpoint.method, endpoint.path, headers)
        expect([fault, ...(again ?? [])]).toEqual([
          fault,
          expect.toBeOneOf([endpoint.succeedsWith, 200]),
        ])
      }
      // What is owed to ACS is paid soon.
      await vi.waitFor(
        async () => {
          const ledger = await readLedger(emulator, app.databaseUrl)
          expect(ledger).toMatchObject({ owed: 0, dead: [], doubled: 0 })
          expect(ledger.orphaned.length - before).toBeLessThanOrEqual(lostResponses)
          expect(ledger.live).toHaveLength(ledger.mapped.length + ledger.orphaned.length)
        },
        { timeout: 90_000, interval: 1_000 },
      )
    },
    300_000,
  )
})

/** What a caller sends who has not been here before, or whose tokens have not. */
async function somebodyNew(emulator: Emulator, { path }: Endpoint): Promise<Person> {
  if (path === '/api/token/teams' || path === '/api/profile') {
    // Entra and Graph know the people of the sample tenant only.
    return {
      objectId: emulator.user('ada').objectId,
      headers: {
        authorization: `Bearer ${await emulator.apiToken('ada')}`,
        'teams-user-aad-token': await emulator.teamsToken('ada'),
      },
    }
  }
  const [person] = await inventPeople(emulator, 1)
  return person!
}

function table(rows: Row[]): string {
  const cells = rows.map(({ name, fault, outcome, milliseconds, identities }) => [
    name,
    fault,
    outcome?.join(' ') ?? 'none',
    `${Math.round(milliseconds)} ms`,
    `${identities.mapped} mapped, ${identities.live} live, ${identities.owed} owed, ${identities.orphaned} orphaned`,
  ])
  const head = ['endpoint', 'fault', 'response', 'time', 'identities afterwards']
  const lines = [head, head.map(() => '---'), ...cells]
  return `\n${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`
}
