// `npm run bench`: what the API costs beside other servers, on this machine, now. With `-- --full` also
// other loads, sessions, `next start`, the API alone, a slow cloud and two workers; with `-- --save` the
// results become those that later runs are compared with.
import { parseArgs } from 'node:util'
import { ensureBuild } from '../scripts/ensure-build.js'
import { compare } from './compare'
import { keep, readKept } from './files'
import { measureFirstResponses } from './first-responses'
import { load } from './load'
import { residentMegabytes } from './processor'
import { report } from './report'
import { type Results, rowsOf, thisMachine } from './results'
import type { Served } from './serve'
import { BUILD, startApi, startBare, startExpress, startNext, startProduct } from './start-servers'
import { startSurroundings } from './surroundings'
import { listLoads, type Servers } from './targets'
import { compareWorkers } from './workers'

const RUNS = 3
const SECONDS = 3
const WARM_UP_SECONDS = 6

const { full: isFull, save: isSaved } = parseArgs({
  options: { full: { type: 'boolean', default: false }, save: { type: 'boolean', default: false } },
}).values

await ensureBuild('.next-bench', BUILD)
const around = await startSurroundings()
const sqlite = (name: string) => ({ databaseUrl: `file:${around.file(name)}` })
const firstResponses = await measureFirstResponses(around)
const servers: Servers = {
  node: await startBare(),
  next: await startNext(around, sqlite('next.db')),
  express: await startExpress(around),
  product: await startProduct(around, sqlite('product.db')),
  onPostgres: await startProduct(around, { databaseUrl: await around.createDatabase() }),
  ...(isFull && { api: await startApi(around, sqlite('api.db')) }),
}
const memoryOf = {
  '`npm start`': servers.product,
  ...(servers.api && { '`npm run start:api`': servers.api }),
}
const atRest = Object.values(memoryOf).map(({ pid }) => residentMegabytes(pid))

const loads = listLoads(servers, around)
const { emulator } = around
// Until the code is compiled: it takes thousands of requests.
for (const target of new Set(loads.map((one) => one.target))) {
  await load({ target, connections: 16, cloudMs: 0 }, { seconds: WARM_UP_SECONDS, emulator })
}
const samples = []
for (let run = 0; run < RUNS; run++) {
  for (const one of loads) samples.push(await load(one, { seconds: SECONDS, emulator }))
}
const memory = Object.entries(memoryOf).map(([server, { pid }], index) => ({
  server,
  atRest: atRest[index] ?? 0,
  afterLoad: residentMegabytes(pid),
}))
for (const server of Object.values(servers) as Served[]) await server.stop()

const durations = { seconds: SECONDS, warmUpSeconds: WARM_UP_SECONDS, runs: RUNS }
const results: Results = {
  machine: thisMachine(),
  rows: rowsOf(samples),
  firstResponses: [
    ...firstResponses,
    onNewDatabase('`npm start`', servers.product),
    onNewDatabase('`next start`', servers.next),
  ],
  memory,
  ...(isFull && { workers: await compareWorkers(around, durations) }),
}
await around.stop()

const kept = readKept()
console.log(report(results))
if (kept) console.log(`\n${compare(results, kept)}`)
const hasFailed = results.rows.some(({ failed }) => failed > 0)
if (hasFailed) {
  console.error('\nRequests failed: these figures are of no use.')
  process.exitCode = 1
} else if (isSaved) await keep(results)

function onNewDatabase(name: string, { firstResponseMs }: Served) {
  return { server: `${name}, new database`, starts: 1, milliseconds: firstResponseMs }
}
