import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startEmulator } from './server'
import { startTestEmulator } from './testing/emulator'
import { sampleUser, spaRequest } from './testing/entra'
import { oidcRequest, PROVIDER } from './testing/oidc'

const folder = await mkdtemp(join(tmpdir(), 'emulator-https-'))
const stateFile = join(folder, 'state.json')
const emulator = await startTestEmulator({ https: true, stateFile })

/** A request as a client sends it that trusts the emulator's authority. */
async function send(path: string, options: RequestOptions = {}, body = '') {
  const ca = await readFile(emulator.authorityFile ?? '')
  const outgoing = request(`${emulator.url}${path}`, { ca, ...options }).end(body)
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  const text = Buffer.concat(await response.toArray()).toString()
  return { status: response.statusCode, headers: response.headers, text }
}

test('its certificate is kept beside the state file', () => {
  expect(emulator.authorityFile).toBe(join(folder, 'emulator-ca.pem'))
})

test('issuers, endpoints and connection strings are https', async () => {
  const { text } = await send('/common/v2.0/.well-known/openid-configuration')
  expect(JSON.parse(text)).toMatchObject({
    issuer: `https://localhost:${emulator.port}/{tenantid}/v2.0`,
    token_endpoint: `https://localhost:${emulator.port}/common/oauth2/v2.0/token`,
  })
  expect((await send('/_emulator/config')).text).toContain(
    `endpoint=https://localhost:${emulator.port}/;`,
  )
})

test('who does not trust its authority gets no response', async () => {
  await expect(fetch(`https://localhost:${emulator.port}/`)).rejects.toMatchObject({
    cause: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
  })
})

test('a session is kept in frames of other sites, too, which http://localhost is to it', async () => {
  const username = sampleUser('ada').username
  const query = new URLSearchParams(spaRequest()).toString()
  const { headers } = await send(
    `/organizations/oauth2/v2.0/authorize?${query}`,
    { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    new URLSearchParams({ ...spaRequest(), emulator_account: username }).toString(),
  )
  expect(headers['set-cookie']?.[0]).toMatch(/; SameSite=None; Secure$/)
  const { text } = await send(
    '/_emulator/sign-in',
    { method: 'POST' },
    JSON.stringify({ username }),
  )
  expect(JSON.parse(text)).toMatchObject({ cookies: [{ sameSite: 'None', secure: true }] })
})

test('so is a session at the other OpenID provider', async () => {
  const { headers } = await send(
    `${PROVIDER}/authorize`,
    { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    new URLSearchParams({ ...oidcRequest(), emulator_person: 'joan' }).toString(),
  )
  expect(headers['set-cookie']?.[0]).toMatch(/; SameSite=None; Secure$/)
})

test('its front page may reset it', async () => {
  const options = { method: 'POST', headers: { origin: emulator.url } }
  expect((await send('/_emulator/reset', options)).status).toBe(204)
})

test('it speaks no http beside it', async () => {
  await expect(fetch(`http://localhost:${emulator.port}/`)).rejects.toThrow()
})

test('a certificate of your own works in its place', async () => {
  const https = {
    certificateFile: join(folder, 'emulator-server.pem'),
    keyFile: join(folder, 'emulator-server-key.pem'),
  }
  const other = await startEmulator({ port: 0, https })
  expect(other.url).toBe(`https://localhost:${other.port}`)
  expect(other.authorityFile).toBeUndefined()
  await other.close()
})

test('a certificate and a key that do not fit are told', async () => {
  const https = { certificateFile: stateFile, keyFile: join(folder, 'emulator-server-key.pem') }
  await expect(startEmulator({ port: 0, https })).rejects.toThrow('are no certificate and key')
})

test('by another origin it has another name, in what it issues and in what it accepts', async () => {
  const origin = 'https://emulator.example:8443'
  const named = await startTestEmulator({ origin })
  expect(named.url).toBe(origin)
  const config = await fetch(`http://localhost:${named.port}/_emulator/config`)
  expect(await config.text()).toContain(`endpoint=${origin}/;`)
  const sent = await statusOf(named.port, 'emulator.example:8443')
  expect([sent, await statusOf(named.port, 'elsewhere.example:8443')]).toEqual([200, 421])
})

test('an address that is not of this machine is told', async () => {
  await expect(startEmulator({ port: 0, host: '192.0.2.1' })).rejects.toThrow(
    '--host 192.0.2.1 is no address of this machine.',
  )
})

async function statusOf(port: number, host: string): Promise<number | undefined> {
  const outgoing = plainRequest({
    port,
    host: 'localhost',
    path: '/_emulator/state',
    headers: { host },
  }).end()
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  response.resume()
  return response.statusCode
}
