import { type PostgresTls, postgresTls } from './postgres-tls'
import type { VariableProblem, Variables } from './variables'

type Values = Partial<Variables>
type DatabaseVariable = 'DATABASE_URL' | 'DATABASE_DIRECT_URL'

/** Refuses what is for PostgreSQL where the database is a file, and two ways to open it. */
export function databaseRules(values: Values): VariableProblem[] {
  if (values.DATABASE_URL?.startsWith('file:')) {
    const variables = [
      values.DATABASE_DIRECT_URL !== undefined && 'DATABASE_DIRECT_URL',
      values.DATABASE_AUTH === 'entra' && 'DATABASE_AUTH',
    ] as const
    return variables
      .filter((variable) => variable !== false)
      .map((variable) => ({ variable, message: 'is for PostgreSQL, and DATABASE_URL is a file' }))
  }
  return values.DATABASE_AUTH === 'entra' ? tokenRules(values) : []
}

// The role is named in the address, and the token takes the place of a password.
function tokenRules(values: Values): VariableProblem[] {
  return urls(values).flatMap(([variable, url]) => {
    const [, user, password] = /^postgres\w*:\/\/(?:([^@/:?]*)(:[^@/?]*)?@)?/.exec(url) ?? []
    if (password !== undefined || /[?&]password=/.test(url)) {
      return [{ variable, message: 'has a password, and DATABASE_AUTH is entra: remove it' }]
    }
    if (user || /[?&]user=/.test(url)) return []
    return [{ variable, message: 'names no user: the role of this server’s identity is needed' }]
  })
}

/** Refuses to send a token to a PostgreSQL server over a network, unless it is known to be that server. */
export function tokenTlsRules(values: Values): VariableProblem[] {
  if (values.DATABASE_AUTH !== 'entra') return []
  const message = 'needs sslmode=verify-full, as DATABASE_AUTH is entra'
  return connections(values)
    .filter(([, { kind }]) => kind !== 'verified' && kind !== 'local')
    .map(([variable]) => ({ variable, message }))
}

/** Refuses PostgreSQL over a network without TLS, unless `sslmode=disable` is written out. */
export function databaseTlsRules(values: Values): VariableProblem[] {
  if (values.DATABASE_AUTH === 'entra') return []
  return connections(values).flatMap(([variable, tls]) => {
    if (tls.kind === 'unreadable') {
      return [{ variable, message: `is refused by the PostgreSQL driver: ${tls.reason}` }]
    }
    if (tls.kind !== 'none') return []
    const message =
      'is without TLS: add sslmode=verify-full (or sslmode=disable, where the network is protected otherwise)'
    return [{ variable, message }]
  })
}

/** What to say at start of connections to PostgreSQL that others could read or take over. */
export function databaseWarnings(values: Values): string[] {
  return connections(values).flatMap(([variable, { kind }]) => {
    if (kind === 'disabled') {
      return [`${variable} has sslmode=disable: the connection to PostgreSQL is not encrypted`]
    }
    if (kind === 'unverified') {
      return [`${variable} accepts any certificate: sslmode=verify-full has it checked`]
    }
    return []
  })
}

function connections(values: Values): [DatabaseVariable, PostgresTls][] {
  return urls(values).map(([variable, url]) => [variable, postgresTls(url)])
}

function urls(values: Values): [DatabaseVariable, string][] {
  const variables: DatabaseVariable[] = ['DATABASE_URL', 'DATABASE_DIRECT_URL']
  return variables.flatMap((variable): [DatabaseVariable, string][] => {
    const url = values[variable]
    return url?.startsWith('postgres') ? [[variable, url]] : []
  })
}
