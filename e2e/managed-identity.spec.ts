import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, request as httpRequest } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import path from 'node:path'
import { startApp } from './fixtures/app'
import type { Emulator } from './fixtures/emulator'
import { expect, test } from './fixtures/test'

const certificate = path.resolve('e2e/fixtures/localhost-cert.pem')

test('with a managed identity, no access key is needed', async ({ app, emulator }) => {
  const resource = await serveOverTls(emulator)
  const identities = await serveManagedIdentities(emulator)
  const instance = await startApp({
    emulator,
    databaseUrl: app.databaseUrl,
    settings: {
      ACS_CONNECTION_STRING: '',
      ACS_ENDPOINT: `https://localhost:${portOf(resource)}`,
      // As App Service tells its apps where their identities are served.
      IDENTITY_ENDPOINT: `http://localhost:${portOf(identities)}/msi/token`,
      IDENTITY_HEADER: 'only this app knows',
      NODE_EXTRA_CA_CERTS: certificate,
    },
  })
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  const token = await fetch(`${instance.url}/api/token`, { method: 'POST', headers })
  expect(token.status).toBe(201)
  const [call] = await emulator.requests('acs.createIdentity')
  expect(call).toMatchObject({ status: 201 })
  await instance.stop()
  resource.close()
  identities.close()
})

/** The emulator's ACS as Azure serves it: credentials are sent over TLS only. */
async function serveOverTls(emulator: Emulator): Promise<Server> {
  const key = readFileSync(path.resolve('e2e/fixtures/localhost-key.pem'))
  const server = createHttpsServer(
    { key, cert: readFileSync(certificate) },
    (request, response) => {
      const { method, headers, url } = request
      const onwards = httpRequest(`${emulator.url}${url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      })
      request.pipe(onwards)
    },
  )
  return listening(server)
}

/** Hands out tokens of the app's identity, as App Service does. */
async function serveManagedIdentities(emulator: Emulator): Promise<Server> {
  const { tenantId, serverApp } = emulator.config
  const server = createHttpServer((request, response) => {
    if (request.headers['x-identity-header'] !== 'only this app knows') {
      response.writeHead(403).end()
      return
    }
    const resource = new URL(request.url ?? '', 'http://localhost').searchParams.get('resource')
    void fetch(`${emulator.url}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: serverApp.clientId,
        client_secret: serverApp.clientSecret,
        scope: `${String(resource)}/.default`,
      }),
    })
      .then((answer) => answer.json())
      .then(({ access_token, expires_in }: { access_token: string; expires_in: number }) => {
        const expires_on = Math.floor(Date.now() / 1000) + expires_in
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ access_token, expires_on, resource, token_type: 'Bearer' }))
      })
  })
  return listening(server)
}

async function listening(server: Server): Promise<Server> {
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
