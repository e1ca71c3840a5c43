import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paths } from '@/lib/contract/openapi-paths'
import { problemCodes } from '@/lib/contract/problems'
import { type App, startApp } from '../support/programs/app'
import { type Emulator, startEmulator } from '../support/programs/emulator'
import { sessionCookie } from '../support/server/session-cookie'

const SEED = 20261121
const REQUESTS = 1_500
const LONGEST_MS = 5_000

const PATHS = [
  ...Object.keys(paths),
  '/api/auth/session',
  '/api/auth/csrf',
  '/api/auth/providers',
  '/api/auth/signin/azure-ad',
  '/api/auth/callback/azure-ad',
  '/api/auth/signin/oidc',
  '/api/auth/callback/oidc',
  '/api/auth/signout',
  '/api/auth/error',
  '/api/auth/_log',
  '/api',
  '/openapi.json',
  '/sign-out',
]
const USUAL_METHODS = ['GET', 'POST', 'DELETE']
const ODD_METHODS = ['PUT', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND']

interface Probe {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
}

let folder: string
let emulator: Emulator
let app: App
/** What a probe may be authenticated with; nonsense is added to it. */
let credentials: Record<string, string>[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acs-fuzz-'))
  emulator = await startEmulator()
  app = await startApp({
    emulator,
    databaseUrl: `file:${path.join(folder, 'acs.db')}`,
    settings: { LOG_LEVEL: 'silent', RATE_LIMIT_TOKEN: '0', RATE_LIMIT_UNAUTHENTICATED: '0' },
  })
  const ada = emulator.user('ada')
  const claims = {
    sid: crypto.randomUUID(),
    directory: emulator.config.tenantId,
    subject: ada.objectId,
  }
  const cookie = await sessionCookie(claims, 'only for tests, which is what this is for')
  credentials = [
    {},
    { authorization: `Bearer ${await emulator.apiToken('ada')}` },
    // An operator.
    { authorization: `Bearer ${await emulator.apiToken('annie')}` },
    { cookie: `acs-auth.session=${cookie}`, origin: app.url, 'sec-fetch-site': 'same-origin' },
  ]
})

afterAll(async () => {
  await app.stop()
  await emulator.stop()
  await rm(folder, { recursive: true, force: true })
})

// Node sends no others, and nor does any client.
const headerText = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
  .map((value) => value.replaceAll('\u007f', '').trim())
const oddText = fc.oneof(
  headerText,
  fc.constantFrom('null', '__proto__', '../../..', '%00', '{"a":', 'a'.repeat(9_000)),
)
const oddToken = fc.oneof(
  oddText.map((value) => `Bearer ${value}`),
  oddText,
  fc
    .tuple(fc.jsonValue(), fc.jsonValue(), fc.base64String())
    .map((parts) => `Bearer ${parts.map(encodePart).join('.')}`),
)
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 9 }, { arbitrary, weight: 1 })
const headers = fc
  .record({
    authorization: rarely(oddToken),
    'content-type': rarely(
      fc.oneof(
        fc.constantFrom(
          'application/json',
          'application/json; charset=utf-16',
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
        ),
        oddText,
      ),
    ),
    'teams-user-aad-token': rarely(oddToken),
    cookie: rarely(oddText.map((value) => `acs-auth.session=${value}; ${value}`)),
    origin: rarely(fc.oneof(fc.webUrl(), oddText)),
    'sec-fetch-site': rarely(fc.constantFrom('same-origin', 'cross-site', 'none', 'nonsense')),
    'x-correlation-id': rarely(fc.oneof(fc.uuid(), oddText)),
    'x-forwarded-for': rarely(fc.oneof(fc.ipV4(), fc.ipV6(), oddText)),
    'x-forwarded-host': rarely(fc.oneof(fc.domain(), oddText)),
    'x-forwarded-proto': rarely(fc.constantFrom('http', 'https', 'gopher')),
    host: rarely(fc.domain()),
    accept: rarely(fc.oneof(fc.constantFrom('text/html', '*/*'), oddText)),
    'next-action': rarely(oddText),
    rsc: rarely(fc.constantFrom('1', 'nonsense')),
  })
  .map(dropMissing)
const body = fc.oneof(
  fc.constant(Buffer.alloc(0)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
  fc
    .record(
      {
        scopes: fc.oneof(fc.array(fc.constantFrom('voip', 'chat', 'admin')), fc.jsonValue()),
        expiresInMinutes: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
        teamsUserAadToken: fc.oneof(fc.string(), fc.jsonValue()),
        callbackUrl: fc.string(),
        action: fc.oneof(fc.constantFrom('erase', 'retry', 'promote'), fc.jsonValue()),
        directory: fc.oneof(fc.string(), fc.jsonValue()),
        subject: fc.oneof(fc.string(), fc.jsonValue()),
        __proto__: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((value) => Buffer.from(JSON.stringify(value))),
  fc.constantFrom(
    Buffer.from('['.repeat(8_000)),
    Buffer.from('{"scopes":'.repeat(1_000)),
    Buffer.alloc(20_000, 'a'),
    Buffer.from('{"expiresInMinutes":1e999}'),
  ),
)
const query = fc.oneof(
  { arbitrary: fc.constant(''), weight: 3 },
  fc.webQueryParameters().map((parameters) => `?${parameters}`),
  fc.constantFrom('?%', '?a=%ff', '?code=x&state=y', '?error=access_denied', '?__proto__=1'),
)
const oddPath = fc.oneof(
  { arbitrary: fc.constant(''), weight: 12 },
  { arbitrary: fc.webPath(), weight: 1 },
  { arbitrary: fc.constantFrom('/', '//', '/..', '/%2e%2e', '/%', '/%00', ';a', '/\\'), weight: 1 },
)
const probe = fc.record({
  method: fc.oneof(
    { arbitrary: fc.constantFrom(...USUAL_METHODS), weight: 4 },
    { arbitrary: fc.constantFrom(...ODD_METHODS), weight: 1 },
  ),
  path: fc.tuple(fc.constantFrom(...PATHS), oddPath, query).map((parts) => parts.join('')),
  credential: fc.nat(2),
  headers,
  body,
})

function dropMissing(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

function encodePart(value: unknown): string {
  const words = typeof value === 'string' ? value : JSON.stringify(value)
  return Buffer.from(words).toString('base64url')
}

async function send({ method, path, body, ...probe }: Probe) {
  const { port } = new URL(app.url)
  // Node declares the length by itself only for methods that usually have a body.
  const headers = { ...probe.headers, 'content-length': String(body.byteLength) }
  const request = httpRequest({
    port,
    method,
    path,
    headers,
    host: 'localhost',
    timeout: LONGEST_MS,
  })
  request.once('timeout', () => request.destroy(new Error('No response in time.')))
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) }
}

it('no input is answered with a 500, a stack, or not at all', async () => {
  const statuses: Record<number, number> = {}
  await fc.assert(
    fc.asyncProperty(probe, async ({ credential, ...rest }) => {
      const response = await send({
        ...rest,
        headers: { ...credentials[credential], ...rest.headers },
      })
      statuses[response.status] = (statuses[response.status] ?? 0) + 1
      expect(response.status).toBeLessThan(500)
      expect(response.text).not.toMatch(/\n\s+at |node_modules|file:\/\//)
      const isProblem = response.headers['content-type'] === 'application/problem+json'
      if (isProblem && rest.method !== 'HEAD') {
        const { code } = JSON.parse(response.text) as { code: string }
        expect(code).toBeOneOf([...problemCodes])
      }
    }),
    { seed: SEED, numRuns: REQUESTS },
  )
  console.log(`${REQUESTS} requests: ${JSON.stringify(statuses)}`)
  // Nobody was harmed: who is in their right is served.
  const headers = credentials[1]!
  const response = await send({ method: 'POST', path: '/api/user', headers, body: Buffer.alloc(0) })
  expect(response.status).toBeOneOf([200, 201])
}, 300_000)
