// `npm run bench:emulator`: what the emulator itself can do on one core of this machine, now.
import { createHash, createHmac } from 'node:crypto'
import autocannon from 'autocannon'
import { type Emulator, startEmulator } from '../e2e/fixtures/emulator'

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

const emulator = await startEmulator()
const targets = await listTargets(emulator)
// Until the code is compiled.
for (const target of targets) await requestsPerSecond(target, 2)

console.log('| operation | req/s | p50 ms | p99 ms | failed |\n| --- | --- | --- | --- | --- |')
for (const target of targets) {
  const runs = []
  for (let run = 0; run < RUNS; run++) runs.push(await requestsPerSecond(target, SECONDS))
  const [, median] = runs.sort((one, other) => one.requests.average - other.requests.average)
  if (!median) continue
  const failed = runs.reduce((sum, { errors, non2xx }) => sum + errors + non2xx, 0)
  const { requests, latency } = median
  const cells = [target.name, Math.round(requests.average), latency.p50, latency.p99, failed]
  console.log(`| ${cells.join(' | ')} |`)
}
await emulator.stop()

function requestsPerSecond({ path, headers, body }: Target, duration: number) {
  const url = `${emulator.url}${path}`
  return autocannon({ url, method: 'POST', headers, body, connections: CONNECTIONS, duration })
}

async function listTargets({ config, ...cloud }: Emulator): Promise<Target[]> {
  const signed = (name: string, path: string, content: object): Target => {
    const body = JSON.stringify(content)
    return { name, path, body, headers: signatureHeaders(path, body) }
  }
  const creation = signed('create', `/identities?${VERSION}`, {})
  const response = await fetch(`${emulator.url}${creation.path}`, { method: 'POST', ...creation })
  const { identity } = (await response.json()) as { identity: { id: string } }
  const issue = `/identities/${encodeURIComponent(identity.id)}/:issueAccessToken?${VERSION}`
  const ada = cloud.user('ada')
  const form = new URLSearchParams({
    grant_type: 'password',
    username: ada.username,
    password: ada.password,
    client_id: config.clientApp.clientId,
    scope: config.apiScope,
  })
  return [
    signed('issueToken', issue, { scopes: ['voip'] }),
    creation,
    signed('exchangeTeamsToken', `/teamsUser/:exchangeAccessToken?${VERSION}`, {
      token: await cloud.teamsToken('ada'),
      appId: config.clientApp.clientId,
      userId: ada.objectId,
    }),
    {
      name: 'entra.token',
      path: `/${config.tenantId}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    },
  ]
}

// HMAC has no nonce: one signature holds for as long as its date does, 15 minutes.
function signatureHeaders(path: string, body: string): Record<string, string> {
  const [resource] = emulator.config.acs
  const accessKey = /accesskey=(.*)$/.exec(resource?.connectionString ?? '')?.[1] ?? ''
  const hash = createHash('sha256').update(body).digest('base64')
  const date = new Date().toUTCString()
  const text = `POST\n${path}\n${date};${new URL(emulator.url).host};${hash}`
  const signature = createHmac('sha256', Buffer.from(accessKey, 'base64'))
    .update(text)
    .digest('base64')
  return {
    'content-type': 'application/json',
    'x-ms-date': date,
    'x-ms-content-sha256': hash,
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  }
}
