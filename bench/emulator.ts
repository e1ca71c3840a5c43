// `npm run bench:emulator`: what the emulator itself can do on one core of this machine, now.
import { execFile } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import type { Result } from 'autocannon'
import type { EmulatorConfig } from '../tests/support/programs/emulator'
import { startEmulator } from '../emulator/server'
import { signatureHeaders } from '../emulator/testing/signature-headers'

const VERSION = 'api-version=2023-10-01'
const CONNECTIONS = 16
const SECONDS = 4
const RUNS = 3

interface Target {
  name: string
  path: string
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
const emulator = await startEmulator({ port: 0 })
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
    Math.round(median(samples, 'requestsPerSecond')),
    Math.round(median(samples, 'perCore')),
    median(samples, 'p50'),
    median(samples, 'p99'),
    samples.reduce((sum, { failed }) => sum + failed, 0),
  ]
  console.log(`| ${target.name} | ${cells.join(' | ')} |`)
}
await emulator.close()

async function load({ path, headers, body }: Target, seconds: number): Promise<Sample> {
  const program = createRequire(import.meta.url).resolve('autocannon/autocannon.js')
  const options = ['--json', '-c', String(CONNECTIONS), '-d', String(seconds), '-m', 'POST']
  const sent = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const before = process.cpuUsage()
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    ...options,
    ...sent,
    '-b',
    body,
    `${emulator.url}${path}`,
  ])
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

function median(samples: readonly Sample[], key: keyof Sample): number {
  const values = samples.map((sample) => sample[key]).sort((one, other) => one - other)
  return values[Math.floor(values.length / 2)] ?? 0
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
    path: `/${config.tenantId}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: passwordForm(config.apiScope).toString(),
  }
  const creation = signed('createIdentity', `/identities?${VERSION}`, {})
  const { identity } = await send<{ identity: { id: string } }>(creation)
  const teams = { ...token, body: passwordForm(teamsScope).toString() }
  const { access_token } = await send<{ access_token: string }>(teams)
  const identityPath = `/identities/${encodeURIComponent(identity.id)}`
  return [
    signed('issueToken', `${identityPath}/:issueAccessToken?${VERSION}`, { scopes: ['voip'] }),
    creation,
    signed('exchangeTeamsToken', `/teamsUser/:exchangeAccessToken?${VERSION}`, {
      token: access_token,
      appId: config.clientApp.clientId,
      userId: ada.objectId,
    }),
    token,
  ]
}

async function send<Answer>({ path, ...init }: Target): Promise<Answer> {
  const response = await fetch(`${emulator.url}${path}`, { method: 'POST', ...init })
  return (await response.json()) as Answer
}

// HMAC has no nonce: one signature holds for as long as its date does, 15 minutes.
function signed(name: string, path: string, content: object): Target {
  const body = JSON.stringify(content)
  const signer = { url: emulator.url, clock: { now: Date.now() } }
  return { name, path, body, headers: signatureHeaders(signer, 'POST', path, body) }
}
