import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { freePort } from './free-port'

/** A client of an OpenID provider, as the app is one. */
export const openidClient = { client_id: 'calls', client_secret: 'only for tests' }

/** A real OpenID provider on this machine: the package oidc-provider. */
export interface OpenidServer {
  issuer: string
  /** Signs Ada in: the address that the provider leads back to. */
  signIn: (address: URL) => Promise<URL>
  /** Redeems a code as a client of its own: an access token for this API. */
  accessToken: (audience: string) => Promise<string>
  /** Goes on as the same provider with another signing key alone. */
  rotateKey: () => Promise<void>
  stop: () => Promise<void>
}

const APP = 'http://localhost:3000'
const PROGRAM = { client_id: 'program', redirect_uri: 'http://localhost:3999/callback' }

export async function startOpenidServer(options: { userinfo?: boolean } = {}): Promise<OpenidServer> {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  let handle = await createProvider(issuer, options)
  const server = createServer((request, response) => handle(request, response))
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
  return {
    issuer,
    signIn,
    accessToken: (audience) => requestAccessToken(issuer, audience),
    rotateKey: async () => void (handle = await createProvider(issuer, options)),
    stop: () => close(server),
  }
}
