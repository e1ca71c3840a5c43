// `npm run bench`: what the API costs beside other servers, on this machine, now. With `-- --full` also
// other loads, sessions, `next start` and the API by itself.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { decodeJwt } from 'jose'
import { ensureBuild } from '../scripts/ensure-build.js'
import { localSettings } from '../scripts/local-settings.js'
import { createDatabase, startPostgres } from '../tests/support/databases/postgres'
import { startEmulator } from '../tests/support/programs/emulator'
import { sessionCookie } from '../tests/support/server/session-cookie'
import { load, type Target } from './load'
import { residentMegabytes } from './processor'
import { report } from './report'
import { serve, type Served } from './serve'

const isFull = process.argv.includes('--full')
const CONNECTIONS = isFull ? [1, 16, 64] : [16]
const RUNS = 3
const SECONDS = 3
const WARM_UP_SECONDS = 6
const SECRET = 'only for benchmarks, which is what this is for'
// One route more than the product has, to measure the others against.
const BUILD = { BENCHMARK_BUILD: '1' }

await ensureBuild('.next-bench', BUILD)
const folder = await mkdtemp(path.join(tmpdir(), 'acs-bench-'))
const emulator = await startEmulator()
const postgres = await startPostgres()
const { tenantId, serverApp, clientApp, acs } = emulator.config

const bearer = `Bearer ${await emulator.apiToken('ada')}`
const teams = { authorization: bearer, 'teams-user-aad-token': await emulator.teamsToken('ada') }
const { tid, oid } = decodeJwt(bearer.replace('Bearer ', ''))
const session = { sid: 'benchmark', directory: String(tid), subject: String(oid) }
const cookie = `acs-auth.session=${await sessionCookie(session, SECRET)}`

/** Starts one of this product's servers, and gives Ada her identity. */
async function product(args: (port: number) => string[], databaseUrl: string): Promise<Served> {
  const env = (appUrl: string) => ({
    ...localSettings({
      appUrl,
      emulatorUrl: emulator.url,
      databaseUrl,
      secret: SECRET,
      emulator: emulator.config,
    }),
    ...BUILD,
    // The log is written as in production, and the limits are counted, but never reached.
    LOG_LEVEL: 'info',
    RATE_LIMIT_TOKEN: '1000000',
    RATE_LIMIT_EXCHANGE: '1000000',
  })
  return serve({ args, env, path: '/api/token?create=true', headers: { authorization: bearer } })
}

const program = (file: string) => () => ['--max-old-space-size=384', file]
const next = (port: number) => ['node_modules/next/dist/bin/next', 'start', '--port', String(port)]
const file = (name: string) => `file:${path.join(folder, name)}`

const node = await serve({ args: () => ['--import', 'tsx', 'bench/servers/bare.ts'], path: '/' })
const express = await serve({
  args: () => ['--import', 'tsx', 'bench/servers/express.ts'],
  env: () => ({
    AUTHORITY: `${emulator.url}/${tenantId}`,
    GRAPH: emulator.url,
    CLIENT_ID: serverApp.clientId,
    CLIENT_SECRET: serverApp.clientSecret,
    SPA_CLIENT_ID: clientApp.clientId,
    ACS_CONNECTION_STRING: acs[0]?.connectionString ?? '',
  }),
  path: '/api/token',
  headers: { authorization: bearer },
})
const nextStart = await product(next, file('next.db'))
const ours = await product(program('dist/server.js'), file('ours.db'))
const onPostgres = await product(program('dist/server.js'), await createDatabase(postgres.url))
const apiOnly = await product(program('dist/api-only.js'), file('api.db'))
const servers = {
  node,
  express,
  'next start': nextStart,
  'npm start': ours,
  'npm run start:api': apiOnly,
}
const atRest = residentMegabytes(ours.pid)

const authorization = bearer
const fresh = {
  method: 'POST' as const,
  headers: { authorization, 'content-type': 'application/json' },
  body: '{"fresh":true}',
}
const targets: Target[] = [
  { name: 'bare Next.js route', server: nextStart, path: '/api/bare' },
  { name: 'bare node:http', server: node, path: '/' },
  {
    name: 'Express: GET /api/token',
    server: express,
    path: '/api/token',
    headers: { authorization },
  },
  {
    name: 'Express: GET /api/token/teams',
    server: express,
    path: '/api/token/teams',
    headers: teams,
  },
  { name: 'GET /api/health/live', server: ours, path: '/api/health/live' },
  { name: 'GET /api/user', server: ours, path: '/api/user', headers: { authorization } },
  { name: 'GET /api/token', server: ours, path: '/api/token', headers: { authorization } },
  { name: 'POST /api/token, never reused', server: ours, path: '/api/token', ...fresh },
  { name: 'GET /api/token/teams', server: ours, path: '/api/token/teams', headers: teams },
  {
    name: 'GET /api/token, PostgreSQL',
    server: onPostgres,
    path: '/api/token',
    headers: { authorization },
  },
  {
    name: 'GET /api/token, session',
    server: ours,
    path: '/api/token',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
  },
  ...(isFull
    ? [
        {
          name: 'GET /api/token, next start',
          server: nextStart,
          path: '/api/token',
          headers: { authorization },
        },
        {
          name: 'GET /api/token, API alone',
          server: apiOnly,
          path: '/api/token',
          headers: { authorization },
        },
        {
          name: 'GET /api/token/teams, API alone',
          server: apiOnly,
          path: '/api/token/teams',
          headers: teams,
        },
      ]
    : []),
]

// Until the code is compiled: it takes thousands of requests.
for (const target of targets)
  await load(target, { connections: 16, seconds: WARM_UP_SECONDS, emulator })
const samples = []
for (let run = 0; run < RUNS; run++) {
  for (const connections of CONNECTIONS) {
    for (const target of targets)
      samples.push(await load(target, { connections, seconds: SECONDS, emulator }))
  }
}
const afterLoad = residentMegabytes(ours.pid)
console.log(report(samples))
console.log(
  `\nResident memory of npm start: ${atRest} MB at rest, ${afterLoad} MB after load; of the API alone: ${residentMegabytes(apiOnly.pid)} MB.`,
)
for (const [name, { firstResponseMs }] of Object.entries(servers)) {
  console.log(`First response of ${name} after its start: ${Math.round(firstResponseMs)} ms.`)
}

for (const one of [...Object.values(servers), onPostgres]) await one.stop()
await Promise.all([emulator.stop(), postgres.stop(), rm(folder, { recursive: true, force: true })])
