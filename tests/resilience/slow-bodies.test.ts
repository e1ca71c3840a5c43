import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, startApp } from '../support/programs/app'
import { type Emulator, startEmulator } from '../support/programs/emulator'
import { inventPeople, type Person } from './people'
import { send } from './send'

/** A request's budget and the deadline of its body are 10 s each: this ends just after either. */
const SLOW_MS = 10_050
const SLOW_PER_SECOND = 8
const OTHER_REQUESTS = 26
const OTHER_PAUSE_MS = 250

let folder: string
let emulator: Emulator
let app: App

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acs-slow-'))
  emulator = await startEmulator()
  app = await startApp({
    emulator,
    databaseUrl: `file:${path.join(folder, 'acs.db')}`,
    settings: { RATE_LIMIT_TOKEN: '0' },
  })
})

afterAll(async () => {
  await app.stop()
  await emulator.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Begins a POST whose JSON body is still to come. */
function begin(path: string, headers: Record<string, string>, length: number): ClientRequest {
  const { port } = new URL(app.url)
  const request = httpRequest({
    agent: false,
    host: 'localhost',
    port,
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': String(length), ...headers },
  })
  // What is sent after the response may meet a closed connection.
  request.on('error', () => undefined)
  request.flushHeaders()
  return request
}

async function responseOf(request: ClientRequest) {
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const body = JSON.parse(await text(response)) as { code?: string }
  return { status: response.statusCode, connection: response.headers.connection, body }
}

// A token of a life that nobody has asked for before is no cached one: ACS is asked.
let life = 60
const unusualToken = () => JSON.stringify({ expiresInMinutes: life++ })

async function sendSlowly({ headers }: Person): Promise<number | undefined> {
  const body = unusualToken()
  const request = begin('/api/token', headers, body.length)
  request.write(body.slice(0, 5))
  const response = responseOf(request)
  await sleep(SLOW_MS)
  request.end(body.slice(5))
  return (await response).status
}

it(`${SLOW_PER_SECOND} slow bodies a second of one caller cut nobody else off`, async () => {
  const [slow, other] = (await inventPeople(emulator, 2)) as [Person, Person]
  for (const { headers } of [slow, other]) await send(app.url, 'POST', '/api/user', headers)
  const sent: Promise<number | undefined>[] = []
  const attack = setInterval(() => {
    for (let count = 0; count < SLOW_PER_SECOND; count++) sent.push(sendSlowly(slow))
  }, 1_000)
  await sleep(SLOW_MS + 1_000)
  const statuses: number[] = []
  for (let count = 0; count < OTHER_REQUESTS; count++) {
    const response = await fetch(`${app.url}/api/token`, {
      method: 'POST',
      headers: { ...other.headers, 'content-type': 'application/json' },
      body: unusualToken(),
    })
    statuses.push(response.status)
    await sleep(OTHER_PAUSE_MS)
  }
  clearInterval(attack)
  expect(statuses).toEqual(Array.from({ length: OTHER_REQUESTS }, () => 201))
  // On a busy machine some arrive in time.
  for (const status of await Promise.all(sent)) expect(status).toBeOneOf([201, 408])
}, 60_000)

it('a body that takes its time leaves all of the budget to what comes after it', async () => {
  const [person] = (await inventPeople(emulator, 1)) as [Person]
  await send(app.url, 'POST', '/api/user', person.headers)
  await emulator.fault({ operation: 'acs.issueToken', delayMs: 4_000 })
  const body = unusualToken()
  const request = begin('/api/token', person.headers, body.length)
  const response = responseOf(request)
  await sleep(7_000)
  request.end(body)
  expect((await response).status).toBe(201)
}, 30_000)

it('a body that never comes is answered 408, and its connection is closed', async () => {
  const [person] = (await inventPeople(emulator, 1)) as [Person]
  const startedAt = performance.now()
  const { status, connection, body } = await responseOf(begin('/api/token', person.headers, 100))
  expect({ status, connection, code: body.code }).toEqual({
    status: 408,
    connection: 'close',
    code: 'body_timeout',
  })
  expect(performance.now() - startedAt).toBeLessThan(12_000)
}, 30_000)

it('a stranger’s half-sent body is answered 401 at once, and its connection ends', async () => {
  const socket = connect(Number(new URL(app.url).port), 'localhost')
  socket.write(
    'POST /api/token HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
  )
  const startedAt = performance.now()
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 [^]*connection: close/i)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})
