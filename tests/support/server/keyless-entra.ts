import { afterAll, vi } from 'vitest'
import { IDENTITY_HEADER } from '@/emulator/entra/managed-identity/app-service'
import { samples } from '@/emulator/core/config/samples'
import { startEmulator } from '@/emulator/server'
import { keyPair, publicJwk, signAssertion } from '@/emulator/testing/assertions'
import { writeSeed } from '@/emulator/testing/seed'
import { localSettings } from '@/scripts/local-settings'
import { type Emulator, findEmulator } from '../programs/emulator'
import { freePort } from '../programs/free-port'

/** The certificate that the server app has registered, and another one; with their keys, in PEM. */
export const ownCertificate = pemOf('acs')
export const otherCertificate = pemOf('foreign')

const KUBERNETES = {
  issuer: 'https://kubernetes.example',
  subject: 'system:serviceaccount:acs:server',
}
const VERCEL = {
  issuer: 'https://oidc.vercel.com/contoso',
  subject: 'owner:contoso:project:calls:environment:production',
  audience: 'https://vercel.com/contoso',
}

export interface KeylessEntra {
  emulator: Omit<Emulator, 'stop'>
  /** The managed identity that the server app trusts, and one that it doesn't. */
  identities: { trusted: string; other: string }
  /** A token as Kubernetes, or Vercel, gives it to this server. */
  kubernetesToken(): Promise<string>
  vercelToken(): Promise<string>
  /** The product's code as a new process has it, with a credential. */
  startWith(kind: string, settings?: Record<string, string>): Promise<Modules>
}

type Modules = Awaited<ReturnType<typeof load>>

/** An Entra whose server app has no secret: it shows a certificate, or a token that Entra trusts. */
export async function keylessEntra(): Promise<KeylessEntra> {
  const port = await freePort()
  const { url, close } = await startEmulator({ port, seedFile: await writeSeed(seed(port)) })
  afterAll(close)
  const emulator = await findEmulator(url)
  const [other, trusted] = samples.managedIdentities.map(({ clientId }) => clientId)
  return {
    emulator,
    identities: { trusted: trusted ?? '', other: other ?? '' },
    kubernetesToken: () => tokenOf({ ...KUBERNETES, audience: 'api://AzureADTokenExchange' }),
    vercelToken: () => tokenOf(VERCEL),
    async startWith(kind, settings = {}) {
      const local = localSettings({
        appUrl: 'http://localhost:3000',
        emulatorUrl: url,
        databaseUrl: 'file:never-opened.db',
        secret: 'only for tests, which is what this is for',
        emulator: {
          ...emulator.config,
          serverApp: { ...emulator.config.serverApp, clientSecret: '' },
        },
      })
      Object.assign(process.env, local, {
        AZURE_AD_CLIENT_CREDENTIAL: kind,
        LOG_LEVEL: 'silent',
        IDENTITY_HEADER,
        ...settings,
      })
      vi.resetModules()
      return load()
    },
  }
}

function seed(port: number) {
  const [serverApp] = samples.apps
  const [, trusted] = samples.managedIdentities
  const tenant = trusted?.tenantId ?? ''
  const rest = { ...serverApp, clientSecret: undefined }
  const jwks = { keys: [publicJwk('foreign')] }
  return {
    apps: [
      {
        ...rest,
        certificates: [keyPair('acs').certificate],
        federatedCredentials: [
          { issuer: `http://localhost:${port}/${tenant}/v2.0`, subject: trusted?.objectId },
          { ...KUBERNETES, jwks },
          { ...VERCEL, jwks },
        ],
      },
    ],
  }
}

async function load() {
  const { redeemCode } = await import('@/lib/entra/redeem-code')
  const { requestByRefreshToken, requestOnBehalfOf } =
    await import('@/lib/entra/request-graph-token')
  const { route } = await import('@/lib/http/route')
  const { log } = await import('@/lib/observability/log')
  return { redeemCode, requestByRefreshToken, requestOnBehalfOf, route, log: log() }
}

function tokenOf({ issuer: iss, subject: sub, audience: aud }: typeof VERCEL): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 600
  return signAssertion({ iss, sub, aud, exp }, { header: { kid: publicJwk('foreign').kid } })
}

function pemOf(name: 'acs' | 'foreign'): string {
  const { certificate, privateKey } = keyPair(name)
  return `${privateKey}${certificate}`
}
