import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { decodeJwt } from 'jose'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  keylessEntra,
  otherCertificate,
  ownCertificate,
} from '@/tests/support/server/keyless-entra'
import { signInAtEntra } from '@/tests/support/server/sign-in'

const CALLBACK = 'http://localhost:3000/api/auth/callback/azure-ad'

const entra = await keylessEntra()
const { emulator, identities } = entra
const tenant = emulator.config.tenantId
/** A token of an issuer that the app doesn't trust. */
const strangers = await emulator.sign({ iss: 'https://x.example' }, { key: 'foreign' })
const file = path.join(await mkdtemp(path.join(tmpdir(), 'acs-token-')), 'token')

// As App Service tells an app of its identities.
vi.stubEnv('IDENTITY_ENDPOINT', `${emulator.url}/MSI/token`)

beforeEach(async () => {
  await emulator.reset()
  await writeFile(file, await entra.kubernetesToken())
})

type Started = Awaited<ReturnType<typeof entra.startWith>>

/** Signs Ada in: her refresh token. */
async function signIn({ redeemCode }: Started): Promise<string> {
  const random = () => randomBytes(32).toString('base64url')
  const checks = { state: random(), nonce: random(), code_verifier: random() }
  const address = new URL(`${emulator.url}/${tenant}/oauth2/v2.0/authorize`)
  const parameters = {
    client_id: emulator.config.serverApp.clientId,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid offline_access User.Read',
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: createHash('sha256').update(checks.code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  address.search = String(new URLSearchParams(parameters))
  const { searchParams } = await signInAtEntra(emulator, address, 'ada')
  const { refresh_token } = await redeemCode(CALLBACK, Object.fromEntries(searchParams), checks)
  return refresh_token ?? ''
}

async function onBehalfOf({ requestOnBehalfOf }: Started) {
  return requestOnBehalfOf(tenant, await emulator.apiToken('ada'))
}

/** What a call comes to, and what the log says of it. */
async function failure(started: Started) {
  const error = vi.spyOn(started.log, 'error')
  const [{ reason }] = (await Promise.allSettled([onBehalfOf(started)])) as [
    { reason?: { code: string } },
  ]
  const said = error.mock.calls.map(([, text]) => text)
  error.mockRestore()
  return [reason?.code, ...said]
}

describe.each([
  ['certificate', { AZURE_AD_CLIENT_CERTIFICATE: ownCertificate }],
  ['managed-identity', { AZURE_CLIENT_ID: identities.trusted }],
  ['federated-token-file', { AZURE_FEDERATED_TOKEN_FILE: file }],
  ['vercel', { VERCEL_OIDC_TOKEN: await entra.vercelToken() }],
])('with %s in place of a secret', (kind, settings) => {
  it('people sign in, and their grant is refreshed', async () => {
    const started = await entra.startWith(kind, settings)
    const refreshToken = await signIn(started)
    const { access_token } = await started.requestByRefreshToken(tenant, refreshToken)
    expect(decodeJwt(access_token)).toMatchObject({ appidacr: '2', upn: 'ada@contoso.example' })
  })

  it('a Bearer caller’s token is exchanged on their behalf', async () => {
    const { access_token } = await onBehalfOf(await entra.startWith(kind, settings))
    expect(decodeJwt(access_token)).toMatchObject({ appidacr: '2', upn: 'ada@contoso.example' })
  })
})

describe('what Entra refuses is told with what to check:', () => {
  it.each([
    [
      'a certificate that isn’t registered',
      'certificate',
      { AZURE_AD_CLIENT_CERTIFICATE: otherCertificate },
      /certificate in AZURE_AD_CLIENT_CERTIFICATE is registered/,
    ],
    [
      'an identity that the app doesn’t trust',
      'managed-identity',
      { AZURE_CLIENT_ID: identities.other },
      /federated credential for the managed identity/,
    ],
    [
      'a token of an issuer that the app doesn’t trust',
      'vercel',
      { VERCEL_OIDC_TOKEN: strangers },
      /federated credential for Vercel’s token/,
    ],
  ])('%s', async (_case, kind, settings, check) => {
    expect(await failure(await entra.startWith(kind, settings))).toEqual([
      'upstream_failed',
      expect.stringMatching(check),
    ])
  })
})

describe('a token file', () => {
  const settings = { AZURE_FEDERATED_TOKEN_FILE: file }

  it('is read each time', async () => {
    const started = await entra.startWith('federated-token-file', settings)
    await onBehalfOf(started)
    await writeFile(file, strangers)
    expect((await failure(started))[0]).toBe('upstream_failed')
    await writeFile(file, `${await entra.kubernetesToken()}\n`)
    await onBehalfOf(started)
  })

  it('that is gone, or holds none, is said to be', async () => {
    const started = await entra.startWith('federated-token-file', settings)
    const said = expect.stringMatching(/check the file of AZURE_FEDERATED_TOKEN_FILE/) as string
    await writeFile(file, 'no token')
    expect(await failure(started)).toEqual(['upstream_unavailable', said])
    await rm(file)
    expect(await failure(started)).toEqual(['upstream_unavailable', said])
    expect(await emulator.requests('entra.token')).toHaveLength(2) // Ada's own
  })
})

describe('Vercel’s token', () => {
  const asked = async (header?: string) => {
    const started = await entra.startWith('vercel', { VERCEL: '1' })
    const handler = started.route(async () => Response.json(await onBehalfOf(started)))
    const headers: Record<string, string> = header ? { 'x-vercel-oidc-token': header } : {}
    return handler(new Request('http://localhost:3000/api/profile', { headers }))
  }

  it('comes with each request', async () => {
    expect((await asked(await entra.vercelToken())).status).toBe(200)
  })

  it('is found for a page, too, which has no request at hand', async () => {
    const token = await entra.vercelToken()
    const context = { get: () => ({ headers: { 'x-vercel-oidc-token': token } }) }
    Object.assign(globalThis, { [Symbol.for('@vercel/request-context')]: context })
    const { access_token } = await onBehalfOf(await entra.startWith('vercel', { VERCEL: '1' }))
    Reflect.deleteProperty(globalThis, Symbol.for('@vercel/request-context'))
    expect(decodeJwt(access_token)).toHaveProperty('upn', 'ada@contoso.example')
  })

  it('that is missing is 503', async () => {
    const response = await asked()
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'upstream_unavailable' })
  })
})
