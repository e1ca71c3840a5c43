import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** Serves an app of a test on a free port, until the tests of the calling file are over. Returns its origin. */
export async function startSite(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

/** An issuer of federated tokens, whose keys are where its discovery document says. Returns its origin. */
export async function startIssuer(jwks: object): Promise<string> {
  const issuer = await startSite((request, response) => {
    const documents = new Map<string | undefined, object>([
      ['/.well-known/openid-configuration', { jwks_uri: `${issuer}/keys` }],
      ['/keys', jwks],
    ])
    response.end(JSON.stringify(documents.get(request.url) ?? {}))
  })
  return issuer
}
