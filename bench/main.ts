// `npm run bench`: what the API costs beside a bare route of the same build, on this machine, now.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startApp } from '../tests/support/programs/app'
import { startEmulator } from '../tests/support/programs/emulator'
import { ensureBuild } from '../scripts/ensure-build.js'
import { load, type Target } from './load'
import { residentMegabytes } from './memory'
import { report } from './report'

const CONNECTIONS = [1, 16, 64]
const RUNS = 3
const build = { BENCHMARK_BUILD: '1' }

await ensureBuild('.next-bench', build)
const folder = await mkdtemp(path.join(tmpdir(), 'acs-bench-'))
const emulator = await startEmulator()
const app = await startApp({
  emulator,
  databaseUrl: `file:${path.join(folder, 'acs.db')}`,
  // The log is written as in production, and the limits are counted, but never reached.
  settings: {
    ...build,
    LOG_LEVEL: 'info',
    RATE_LIMIT_TOKEN: '1000000',
    RATE_LIMIT_EXCHANGE: '1000000',
  },
  isQuiet: true,
})
const atRest = await residentMegabytes(app.program.process)

const authorization = `Bearer ${await emulator.apiToken('ada')}`
const teamsToken = await emulator.teamsToken('ada')
const targets: Target[] = [
  { name: 'bare route', path: '/api/bare' },
  { name: 'GET /api/token', path: '/api/token', headers: { authorization } },
  { name: 'POST /api/token', method: 'POST', path: '/api/token', headers: { authorization } },
  { name: 'GET /api/user', path: '/api/user', headers: { authorization } },
  {
    name: 'GET /api/token/teams',
    path: '/api/token/teams',
    headers: { authorization, 'teams-user-aad-token': teamsToken },
  },
]

await fetch(`${app.url}/api/token`, { method: 'POST', headers: { authorization } })
// Until the code is compiled: it takes thousands of requests.
for (const target of targets) await load(app.url, target, 16, 8, emulator)
const samples = []
for (let run = 0; run < RUNS; run++) {
  for (const connections of CONNECTIONS) {
    for (const target of targets) {
      samples.push(await load(app.url, target, connections, 3, emulator))
    }
  }
}
const afterLoad = await residentMegabytes(app.program.process)

await app.stop()
await emulator.stop()
await rm(folder, { recursive: true, force: true })
console.log(report(samples, { atRest, afterLoad }))
