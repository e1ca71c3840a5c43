import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CommunicationIdentityClient } from '@azure/communication-identity'
import { decodeJwt } from 'jose'
import { createDatabase, startPostgres } from '../tests/support/databases/postgres'
import { type Emulator, startEmulator } from '../tests/support/programs/emulator'
import { cookieOf } from './product-settings'

/** Where the Express server looks for a caller's identity. */
export const EXTENSION = 'com.contoso.identityMapping'

/** What the servers work with, and the credentials of Ada, who asks them. */
export interface Surroundings {
  emulator: Emulator
  authorization: string
  teamsToken: string
  cookie: string
  /** The path of a file that is gone in the end. */
  file(name: string): string
  /** Makes an empty database on PostgreSQL, and returns its address. */
  createDatabase(): Promise<string>
  stop(): Promise<void>
}

export async function startSurroundings(): Promise<Surroundings> {
  const folder = await mkdtemp(path.join(tmpdir(), 'acs-bench-'))
  const emulator = await startEmulator()
  const postgres = await startPostgres()
  await storeIdentity(emulator)
  const token = await emulator.apiToken('ada')
  const { oid, tid } = decodeJwt(token)
  return {
    emulator,
    authorization: `Bearer ${token}`,
    teamsToken: await emulator.teamsToken('ada'),
    cookie: await cookieOf(String(oid), String(tid), 'benchmark'),
    file: (name) => path.join(folder, name),
    createDatabase: () => createDatabase(postgres.url),
    async stop() {
      await emulator.stop()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Gives Ada an identity, and notes it in an open extension of her account. */
async function storeIdentity(emulator: Emulator): Promise<void> {
  const { url, config } = emulator
  const acs = new CommunicationIdentityClient(config.acs[0]!.connectionString, {
    allowInsecureConnection: true,
  })
  const { communicationUserId } = await acs.createUser()
  const { clientId, clientSecret } = config.serverApp
  const client = { client_id: clientId, client_secret: clientSecret }
  const { access_token } = await emulator.tokens('ada', 'User.ReadWrite', client)
  const response = await fetch(`${url}/v1.0/me/extensions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      '@odata.type': 'microsoft.graph.openTypeExtension',
      extensionName: EXTENSION,
      acsUserIdentity: communicationUserId,
    }),
  })
  if (!response.ok) throw new Error(`No extension: ${await response.text()}`)
}
