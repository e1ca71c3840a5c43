import { type PostgresTls, postgresTls } from './postgres-tls'
import type { VariableProblem, Variables } from './variables'

type Values = Partial<Variables>
type DatabaseVariable = 'DATABASE_URL' | 'DATABASE_DIRECT_URL'

/** Refuses a second address where the first is a file's. */
export function databaseRules(values: Values): VariableProblem[] {
  if (!values.DATABASE_DIRECT_URL || !values.DATABASE_URL?.startsWith('file:')) return []
  return [
    { variable: 'DATABASE_DIRECT_URL', message: 'is for PostgreSQL, and DATABASE_URL is a file' },
  ]
}

/** Refuses PostgreSQL over a network without TLS, unless `sslmode=disable` is written out. */
export function databaseTlsRules(values: Values): VariableProblem[] {
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
  const variables: DatabaseVariable[] = ['DATABASE_URL', 'DATABASE_DIRECT_URL']
  return variables.flatMap((variable): [DatabaseVariable, PostgresTls][] => {
    const url = values[variable]
    return url?.startsWith('postgres') ? [[variable, postgresTls(url)]] : []
  })
}
