// `npm run bench:emulator`: what the emulator itself can do on one core of this machine, now.
import { execFile } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Result } from 'autocannon'
import type { EmulatorConfig } from '../tests/support/programs/emulator'
import { type RunningEmulator, startEmulator } from '../emulator/server'
import { signatureHeaders } from '../emulator/testing/signature-headers'
import { median } from './percentile'

const VERSION = 'api-version=2023-10-01'
const CONNECTIONS = 16
const SECONDS = 4
const RUNS = 3

interface Target {
  name: string
  emulator: RunningEmulator
  /** The path with its query. */
  target: string
  headers: Record<string, string>
  body: string
}

interface Sample {
  requestsPerSecond: number
  /** By the emulator's own processor time: neighbors on the machine don't count. */
  perCore: number
  p50: number
  p99: number
  failed: number
}

// In this process, for its processor time; the load comes from another one.
const folder = await mkdtemp(path.join(tmpdir(), 'acs-emulator-'))
const emulator = await startEmulator({ port: 0 })
const secure = await startEmulator({
  port: 0,
  https: true,
  stateFile: path.join(folder, 'state.json'),
})
const config = (await (await fetch(`${emulator.url}/_emulator/config`)).json()) as EmulatorConfig
const targets = await listTargets()
// Until the code is compiled.
for (const target of targets) await load(target, 2)

console.log(`An RSA signature alone: ${signaturesPerSecond()} per second.\n`)
console.log('| operation | req/s | req/s of a whole core | p50 ms | p99 ms | failed |')
console.log('| --- | --- | --- | --- | --- | --- |')
for (const target of targets) {
  const samples = []
  for (let run = 0; run < RUNS; run++) samples.push(await load(target, SECONDS))
  const cells = [
    Math.round(median(samples.map(({ requestsPerSecond }) => requestsPerSecond))),
    Math.round(median(samples.map(({ perCore }) => perCore))),
    median(samples.map(({ p50 }) => p50)),
    median(samples.map(({ p99 }) => p99)),
    samples.reduce((sum, { failed }) => sum + failed, 0),
  ]
  console.log(`| ${target.name} | ${cells.join(' | ')} |`)
}
await Promise.all([emulator.close(), secure.close()])
await rm(folder, { recursive: true })

async function load({ emulator, target, headers, body }: Target, seconds: number): Promise<Sample> {
  const program = createRequire(import.meta.url).resolve('autocannon/autocannon.js')
  const options = ['--json', '-c', String(CONNECTIONS), '-d', String(seconds), '-m', 'POST']
  const sent = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const before = process.cpuUsage()
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, ...options, ...sent, '-b', body, `${emulator.url}${target}`],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: secure.authorityFile } },
  )
  const { user, system } = process.cpuUsage(before)
  const { requests, latency, errors, non2xx } = JSON.parse(stdout) as Result
  return {
    requestsPerSecond: requests.average,
    perCore: requests.total / ((user + system) / 1e6),
    p50: latency.p50,
    p99: latency.p99,
    failed: errors + non2xx,
  }
}

function signaturesPerSecond(): number {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const text = Buffer.alloc(500)
  const before = process.cpuUsage()
  for (let i = 0; i < 1000; i++) sign('RSA-SHA256', text, privateKey)
  const { user, system } = process.cpuUsage(before)
  return Math.round(1000 / ((user + system) / 1e6))
}

async function listTargets(): Promise<Target[]> {
  const [ada] = config.users
  const [teamsScope] = config.teamsScopes
  if (!ada || !teamsScope) throw new Error('The emulator has sample users.')
  const passwordForm = (scope: string) => {
    const { username, password } = ada
    const client_id = config.clientApp.clientId
    return new URLSearchParams({ grant_type: 'password', client_id, username, password, scope })
  }
  const token: Target = {
    name: 'entra.token',
    emulator,
    target: `/${config.tenantId}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: passwordForm(config.apiScope).toString(),
  }
  const creation = signed('createIdentity', `/identities?${VERSION}`, {})
  const { identity } = await send<{ identity: { id: string } }>(creation)
  const teams = { ...token, body: passwordForm(teamsScope).toString() }
  const { access_token } = await send<{ access_token: string }>(teams)
  return [
    issuing('issueToken', identity.id),
    issuing('issueToken, https', await createSecurely(), secure),
    creation,
    signed('exchangeTeamsToken', `/teamsUser/:exchangeAccessToken?${VERSION}`, {
      token: access_token,
      appId: config.clientApp.clientId,
      userId: ada.objectId,
    }),
    token,
  ]
}

function issuing(name: string, id: string, where = emulator): Target {
  const target = `/identities/${encodeURIComponent(id)}/:issueAccessToken?${VERSION}`
  return signed(name, target, { scopes: ['voip'] }, where)
}

async function send<Answer>({ target, ...init }: Target): Promise<Answer> {
  const response = await fetch(`${emulator.url}${target}`, { method: 'POST', ...init })
  return (await response.json()) as Answer
}

// By Node's own client, which takes a certificate to trust for one request.
async function createSecurely(): Promise<string> {
  const { target, headers, body } = signed('createIdentity', `/identities?${VERSION}`, {}, secure)
  const outgoing = request(`${secure.url}${target}`, {
    method: 'POST',
    headers,
    ca: await readFile(secure.authorityFile ?? ''),
  })
  const [response] = (await once(outgoing.end(body), 'response')) as [IncomingMessage]
  const text = Buffer.concat(await response.toArray()).toString()
  return (JSON.parse(text) as { identity: { id: string } }).identity.id
}

// HMAC has no nonce: one signature holds for as long as its date does, 15 minutes.
function signed(name: string, target: string, content: object, where = emulator): Target {
  const body = JSON.stringify(content)
  const signer = { url: where.url, clock: { now: Date.now() } }
  const headers = signatureHeaders(signer, 'POST', target, body)
  return { name, emulator: where, target, body, headers }
}
