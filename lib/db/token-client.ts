import 'server-only'
import pg from 'pg'
import { ownToken } from '@/lib/azure/own-identity'

/** What opens a database: the password in its connection string, or a token of this server's identity. */
export type DatabaseAuth = 'password' | 'entra'

// Source: https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-configure-sign-in-azure-ad-authentication
// and, for the other clouds, `ossrdbmsResourceId` of `az cloud show`.
const SCOPES: [hosts: RegExp, scope: string][] = [
  [/\.usgovcloudapi\.net$/i, 'https://ossrdbms-aad.database.usgovcloudapi.net/.default'],
  [/\.chinacloudapi\.cn$/i, 'https://ossrdbms-aad.database.chinacloudapi.cn/.default'],
  [/(?:)/, 'https://ossrdbms-aad.database.windows.net/.default'],
]

/**
 * The class of connections that a database is opened by. With `entra` each connection shows a token, which
 * takes the place of a password: a pool opens its connections at any time, and a token ends.
 */
export function clientClass(auth: DatabaseAuth): typeof pg.Client {
  return auth === 'entra' ? TokenClient : pg.Client
}

class TokenClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    // The driver takes a function as an option, too, but prefers the connection string's empty password.
    Object.assign(this, { password: () => databaseToken(this.host) })
  }
}

/** What opens the database was refused; `code` is PostgreSQL's, where it was PostgreSQL. */
export class DatabaseCredentialsRefused extends Error {
  override readonly name = 'DatabaseCredentialsRefused'
  readonly code: string | undefined
  constructor(message: string, cause: unknown, code?: string) {
    super(message, { cause })
    this.code = code
  }
}

async function databaseToken(host: string): Promise<string> {
  const [, scope = ''] = SCOPES.find(([hosts]) => hosts.test(host)) ?? []
  try {
    return await ownToken(scope)
  } catch (error) {
    throw new DatabaseCredentialsRefused(
      'Microsoft Entra ID gave this server no token for PostgreSQL: check its managed identity, and AZURE_CLIENT_ID.',
      error,
    )
  }
}

/** Throws an error of connecting, in words where the server refused the token. */
export function explainRefusal(auth: DatabaseAuth, error: unknown): never {
  const { code } = error as { code?: unknown }
  // invalid_authorization_specification, invalid_password: https://www.postgresql.org/docs/current/errcodes-appendix.html
  if (auth !== 'entra' || (code !== '28000' && code !== '28P01')) throw error
  throw new DatabaseCredentialsRefused(
    'PostgreSQL refused this server’s credentials: check that the user in DATABASE_URL is the role of its managed identity.',
    error,
    code,
  )
}
