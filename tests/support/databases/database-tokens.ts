import { createServer, type RequestListener } from 'node:http'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { listening, portOf } from '../programs/tls'

const DATABASES = 'https://ossrdbms-aad.database.windows.net'

/** Where a program gets its identity's tokens, as App Service offers them. */
export interface DatabaseTokens {
  url: string
  /** Those for databases that were handed out, oldest first. */
  tokens: string[]
  stop(): void
}

/**
 * Stands in front of the emulator's managed identities: each token for databases becomes the password of a
 * role of a server before it is handed out, and the one before it is good no more.
 */
export async function serveDatabaseTokens(
  emulatorUrl: string,
  adminUrl: string,
  role: string,
): Promise<DatabaseTokens> {
  const tokens: string[] = []
  const answer = async (url: URL, headers: Headers) => {
    const response = await fetch(url, { headers })
    const body = await buffer(response.body as never)
    if (response.ok && url.searchParams.get('resource') === DATABASES) {
      const { access_token: token } = JSON.parse(body.toString()) as { access_token: string }
      await run(adminUrl, `ALTER ROLE ${role} PASSWORD '${token}'`)
      tokens.push(token)
    }
    return { status: response.status, body }
  }
  const listener: RequestListener = ({ url = '', headers }, response) => {
    const header = headers['x-identity-header']
    const sent = new Headers(typeof header === 'string' ? { 'x-identity-header': header } : {})
    answer(new URL(url, emulatorUrl), sent).then(
      ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(body)
      },
      () => response.destroy(),
    )
  }
  const server = await listening(createServer(listener))
  const stop = () => {
    server.close()
  }
  return { url: `http://localhost:${portOf(server)}/MSI/token`, tokens, stop }
}

/** Makes a role, and a database that it owns; returns the role's connection string, without a password. */
export async function createOwnedDatabase(
  serverUrl: string,
): Promise<{ role: string; url: string }> {
  const role = `role_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = `${serverUrl}/postgres`
  await run(admin, `CREATE ROLE ${role} LOGIN`)
  await run(admin, `CREATE DATABASE ${role} OWNER ${role}`)
  const url = new URL(`${serverUrl}/${role}`)
  url.username = role
  url.password = ''
  return { role, url: url.href }
}

async function run(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(sql)
  await client.end()
}
