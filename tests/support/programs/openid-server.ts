import { createServer, type RequestListener } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import { freePort } from './free-port'

/** A real OpenID provider on this machine: the package oidc-provider. */
export interface OpenidServer {
  issuer: string
  /** Signs Ada in, who accepts: the address that the provider leads back to. */
  signIn: (address: URL) => Promise<URL>
  /** Ada's access token for an API, issued to a program. */
  accessToken: (audience: string) => Promise<string>
  /** Goes on as the same provider, with another signing key alone. */
  rotateKey: () => Promise<void>
  stop: () => void
}

/** What the app is at the provider. */
export const openidClient = {
  client_id: 'calls',
  client_secret: 'only for tests, and long & odd: +/%',
}

const PROGRAM = { client_id: 'program', client_secret: 'only for tests' }
const LIVES = ['AccessToken', 'AuthorizationCode', 'Grant', 'IdToken', 'Interaction', 'Session']
const PROGRAM_CALLBACK = 'http://localhost:3999/callback'

export async function startOpenidServer(): Promise<OpenidServer> {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  let handle = await createProvider(issuer)
  const server = createServer((request, response) => {
    handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
  return {
    issuer,
    signIn,
    accessToken: (audience) => requestAccessToken(issuer, audience),
    async rotateKey() {
      handle = await createProvider(issuer)
    },
    stop() {
      server.close().closeAllConnections()
    },
  }
}

async function createProvider(issuer: string): Promise<RequestListener> {
  const { Provider } = await import('oidc-provider')
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), use: 'sig' }
  const client = { id_token_signed_response_alg: 'ES256', grant_types: ['authorization_code'] }
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...key, alg: 'ES256' }] },
    cookies: { keys: ['only for tests'] },
    clients: [
      {
        ...client,
        ...openidClient,
        redirect_uris: ['http://localhost:3000/api/auth/callback/oidc'],
        post_logout_redirect_uris: ['http://localhost:3000/signed-out'],
      },
      { ...client, ...PROGRAM, redirect_uris: [PROGRAM_CALLBACK] },
    ],
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, name: 'Ada Lovelace', email: 'ada@contoso.example' }),
    }),
    pkce: { required: () => false },
    ttl: Object.fromEntries(LIVES.map((name) => [name, 600])),
    features: {
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_: unknown, audience: string) => ({
          audience,
          scope: 'calls',
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  })
  return provider.callback()
}

// Its own pages for development ask for a name, take any password, and ask for consent.
async function signIn(address: URL): Promise<URL> {
  const cookies = new Map<string, string>()
  let next = address
  for (let step = 0; step < 12; step++) {
    const page = await open(next, cookies)
    const location = page.headers.get('location')
    if (location !== null) next = new URL(location, next)
    else {
      const prompt = /name="prompt" value="(\w+)"/.exec(await page.text())?.[1] ?? ''
      const form = new URLSearchParams({ prompt, login: 'ada', password: 'any' })
      const response = await open(next, cookies, form)
      next = new URL(response.headers.get('location') ?? 'nowhere:', next)
    }
    if (next.host !== address.host) return next
  }
  throw new Error('The provider leads nowhere.')
}

async function open(url: URL, cookies: Map<string, string>, body?: URLSearchParams) {
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    ...(body && { method: 'POST', body }),
  })
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    cookies.set(name, value)
  }
  return response
}

async function requestAccessToken(issuer: string, resource: string): Promise<string> {
  const request = { ...PROGRAM, redirect_uri: PROGRAM_CALLBACK, resource }
  const address = new URL(`${issuer}/auth`)
  const parameters = { ...request, client_secret: '', response_type: 'code', scope: 'openid calls' }
  address.search = String(new URLSearchParams(parameters))
  const code = (await signIn(address)).searchParams.get('code') ?? ''
  const { client_id, client_secret } = PROGRAM
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${client_id}:${encodeURIComponent(client_secret)}`)}`,
    },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: PROGRAM_CALLBACK,
      resource,
    }),
  })
  const { access_token } = (await response.json()) as { access_token?: string }
  if (!access_token) throw new Error('The provider gave no access token.')
  return access_token
}
