import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContext } from '@playwright/test'
import { startServer } from './app'
import type { Emulator } from './emulator'
import { freePort } from './free-port'
import { serveManagedIdentities } from './managed-identities'
import { sessionCookie } from '../server/session-cookie'
import { cloudTestCertificate, portOf, serveOverTls } from './tls'

/** The production build as it runs in Azure, without EMULATOR_URL. */
export interface RealModeApp {
  url: string
  /** Signs a person in, as Entra's response would. */
  signIn: (context: BrowserContext, username: string) => Promise<void>
  stop: () => Promise<void>
}

/**
 * Starts the production build in real mode: TLS, a managed identity, an ACS that is the emulator
 * behind a name under cloud.test. Entra and Graph are Microsoft's own, and out of reach.
 */
export async function startRealModeApp(emulator: Emulator): Promise<RealModeApp> {
  const folder = await mkdtemp(path.join(tmpdir(), 'acs-real-'))
  const port = await freePort()
  const resource = await serveOverTls(emulator.url, cloudTestCertificate, 'localhost')
  const identities = await serveManagedIdentities(emulator)
  const front = await serveOverTls(`http://localhost:${port}`, cloudTestCertificate)
  const url = `https://app.cloud.test:${portOf(front)}`
  const secret = newSecret()
  const { tenantId, serverApp, clientApp } = emulator.config
  const program = startServer(port, {
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: secret,
    DATABASE_URL: `file:${path.join(folder, 'acs.db')}`,
    AZURE_AD_TENANT_ID: tenantId,
    AZURE_AD_CLIENT_ID: serverApp.clientId,
    AZURE_AD_CLIENT_SECRET: newSecret(),
    AZURE_AD_SPA_CLIENT_ID: clientApp.clientId,
    ACS_ENDPOINT: `https://acs.cloud.test:${portOf(resource)}`,
    IDENTITY_ENDPOINT: `http://localhost:${portOf(identities)}/msi/token`,
    IDENTITY_HEADER: 'only this app knows',
    NODE_EXTRA_CA_CERTS: cloudTestCertificate.certificate,
    NODE_OPTIONS: `--import=${pathToFileURL('tests/support/programs/find-cloud-test.js').href}`,
  })
  await program.line(/ready/i)
  return {
    url,
    async signIn(context, username) {
      const { objectId, displayName } = emulator.user(username)
      const claims = { sid: 'session', directory: tenantId, subject: objectId, name: displayName }
      const value = await sessionCookie(claims, secret)
      await context.addCookies([{ name: '__Host-acs-auth.session', value, url, secure: true }])
    },
    async stop() {
      await program.stop()
      for (const server of [front, resource, identities]) server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64')
}
