import { databaseRules, databaseTlsRules, tokenTlsRules } from './database-rules'
import type { DirectoryKind } from './directories'
import { endpoints, isLoopbackHost } from './endpoints'
import { remoteSecretRules, strictSecretRules } from './secret-rules'
import type { VariableProblem, Variables } from './variables'

type Values = Partial<Variables>

/**
 * The rules between variables; those that concern a variable already found malformed keep silent.
 * `strict` are the rules for everything but development.
 */
export function checkRules(
  values: Values,
  directory: DirectoryKind,
  strict: boolean,
): VariableProblem[] {
  const local = values.EMULATOR_URL !== undefined
  return [
    ...lifetimeRules(values),
    ...directory.rules(values),
    ...communicationRules(values),
    ...databaseRules(values),
    ...(local ? localRules(values) : remoteRules(values, directory, strict)),
  ]
}

function lifetimeRules(values: Values): VariableProblem[] {
  const { ACS_TOKEN_EXPIRES_IN_MINUTES: usual, ACS_TOKEN_MAX_EXPIRES_IN_MINUTES: most } = values
  if (usual === undefined || most === undefined || usual <= most) return []
  return [
    {
      variable: 'ACS_TOKEN_EXPIRES_IN_MINUTES',
      message: `is ${usual}, above ACS_TOKEN_MAX_EXPIRES_IN_MINUTES, which is ${most}`,
    },
  ]
}

function communicationRules(values: Values): VariableProblem[] {
  const { ACS_CONNECTION_STRING: connectionString, ACS_ENDPOINT: endpoint } = values
  if (connectionString === undefined && endpoint === undefined) {
    return [{ variable: 'ACS_CONNECTION_STRING', message: 'is missing' }]
  }
  if (connectionString && endpoint) {
    return [{ variable: 'ACS_ENDPOINT', message: 'can’t stand beside ACS_CONNECTION_STRING' }]
  }
  return []
}

// Local accounts must never open real resources, nor real tokens reach the emulator: all or nothing.
function localRules(values: Values): VariableProblem[] {
  const problems = endpoints(values)
    .filter(([, url]) => !isLoopbackHost(new URL(url).hostname))
    .map(([variable]) => ({
      variable,
      message: 'must be a loopback address while EMULATOR_URL is set',
    }))
  const appUrl = values.NEXTAUTH_URL && new URL(values.NEXTAUTH_URL)
  if (appUrl && !(appUrl.protocol === 'http:' && appUrl.hostname === 'localhost')) {
    problems.push({
      variable: 'NEXTAUTH_URL',
      message: 'must be on http://localhost while EMULATOR_URL is set',
    })
  }
  return problems
}

function remoteRules(values: Values, directory: DirectoryKind, strict: boolean): VariableProblem[] {
  const addresses = endpoints(values)
  if (strict && values.NEXTAUTH_URL) addresses.push(['NEXTAUTH_URL', values.NEXTAUTH_URL])
  const problems = addresses.flatMap(([variable, url]) => {
    if (isLoopbackHost(new URL(url).hostname)) {
      return [{ variable, message: 'must not be a loopback address' }]
    }
    if (!url.startsWith('https:')) return [{ variable, message: 'must start with https:' }]
    return []
  })
  const secrets = [...remoteSecretRules(values), ...directory.remoteRules(values)]
  problems.push(...secrets, ...tokenTlsRules(values))
  if (!strict) return problems
  // One message for each variable: the more exact one.
  const known = new Set(secrets.map(({ variable }) => variable))
  const weak = strictSecretRules(values).filter(({ variable }) => !known.has(variable))
  return [...problems, ...weak, ...databaseTlsRules(values)]
}
