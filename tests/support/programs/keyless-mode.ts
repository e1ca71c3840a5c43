import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { IDENTITY_HEADER } from '../../../emulator/entra/managed-identity/app-service'
import { samples } from '../../../emulator/core/config/samples'
import {
  createOwnedDatabase,
  type DatabaseTokens,
  serveDatabaseTokens,
} from '../databases/database-tokens'
import { type Postgres, startPostgres } from '../databases/postgres'
import { startServer } from './app'
import { freePort } from './free-port'
import { type Program, startProgram } from './program'
import { cloudTestCertificate, portOf, serveOverTls } from './tls'

/** The production build as it runs in Azure, by its managed identity alone. */
export interface KeylessApp {
  url: string
  program: Program
  /** All that its environment says, but PATH and HOME. */
  settings: Record<string, string>
  stop(): Promise<void>
}

/**
 * Starts the production build in real mode and over TLS, against an emulator whose server app has no secret:
 * Entra, ACS and PostgreSQL are opened by the tokens of one managed identity.
 */
export async function startKeylessApp(): Promise<KeylessApp> {
  const [appPort, emulatorPort] = [await freePort(), await freePort()]
  const front = await serveOverTls(`http://localhost:${appPort}`, cloudTestCertificate)
  const cloud = await serveOverTls(
    `http://localhost:${emulatorPort}`,
    cloudTestCertificate,
    'localhost',
  )
  const url = `https://app.cloud.test:${portOf(front)}`
  const origin = `https://entra.cloud.test:${portOf(cloud)}`
  const folder = await mkdtemp(path.join(tmpdir(), 'acs-keyless-'))
  const emulator = await startSeeded(emulatorPort, origin, url, folder)
  const postgres = await startPostgres()
  const database = await createOwnedDatabase(postgres.url)
  const admin = `${postgres.url}/postgres`
  const identity = await serveDatabaseTokens(
    `http://localhost:${emulatorPort}`,
    admin,
    database.role,
  )
  const settings = settingsFor(url, origin, portOf(cloud), database.url, identity.url)
  const program = startServer(appPort, settings)
  return {
    url,
    program,
    settings,
    stop: stopAll(program, emulator, postgres, identity, [front, cloud], folder),
  }
}

function settingsFor(
  url: string,
  origin: string,
  cloudPort: number,
  databaseUrl: string,
  identityUrl: string,
): Record<string, string> {
  const [serverApp, clientApp] = samples.apps
  const [, identity] = samples.managedIdentities
  return {
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    DATABASE_URL: databaseUrl,
    DATABASE_AUTH: 'entra',
    AZURE_AD_TENANT_ID: identity?.tenantId ?? '',
    AZURE_AD_CLIENT_ID: serverApp?.clientId ?? '',
    AZURE_AD_CLIENT_CREDENTIAL: 'managed-identity',
    AZURE_AD_SPA_CLIENT_ID: clientApp?.clientId ?? '',
    AZURE_AD_AUTHORITY_HOST: origin,
    AZURE_CLIENT_ID: identity?.clientId ?? '',
    GRAPH_ENDPOINT: origin,
    ACS_ENDPOINT: `https://acs.cloud.test:${cloudPort}`,
    LOG_LEVEL: 'trace',
    SHUTDOWN_DELAY: '0',
    // What App Service sets.
    IDENTITY_ENDPOINT: identityUrl,
    IDENTITY_HEADER,
    NODE_EXTRA_CA_CERTS: cloudTestCertificate.certificate,
    NODE_OPTIONS: `--import=${pathToFileURL('tests/support/programs/find-cloud-test.js').href}`,
  }
}

// Its server app trusts the identity, and has no secret; the identity may manage the first resource.
async function startSeeded(port: number, origin: string, appUrl: string, folder: string) {
  const [serverApp] = samples.apps
  const [resource] = samples.resources
  const [, identity] = samples.managedIdentities
  const issuer = `${origin}/${identity?.tenantId}/v2.0`
  const web = ['/api/auth/callback/azure-ad', '/signed-out', '/'].map((each) => `${appUrl}${each}`)
  const seed = {
    apps: [
      {
        ...serverApp,
        clientSecret: undefined,
        federatedCredentials: [{ issuer, subject: identity?.objectId }],
        redirectUris: { web, spa: [] },
      },
    ],
    resources: [{ ...resource, roleAssignments: [identity?.objectId] }],
  }
  const file = path.join(folder, 'seed.json')
  await writeFile(file, JSON.stringify(seed))
  const place = ['--port', String(port), '--origin', origin]
  const program = startProgram(['--import', 'tsx', 'emulator/main.ts', ...place, '--seed', file])
  await program.line(/ready at/)
  return program
}

function stopAll(
  app: Program,
  emulator: Program,
  postgres: Postgres,
  identity: DatabaseTokens,
  servers: Server[],
  folder: string,
) {
  return async () => {
    await app.stop()
    await emulator.stop()
    identity.stop()
    for (const server of servers) server.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
