import type { VariableName, Variables } from './variables'

/** What is wrong with one variable, in words for the person who sets it. */
export interface Problem {
  variable: VariableName
  message: string
}

type Values = Partial<Variables>

/** The rules between variables; those that concern a variable already found malformed keep silent. */
export function checkRules(values: Values, production: boolean): Problem[] {
  const local = values.EMULATOR_URL !== undefined
  return [
    ...lifetimeRules(values),
    ...tenantRules(values),
    ...communicationRules(values),
    ...(local ? localRules(values) : remoteRules(values, production)),
  ]
}

/** The endpoint of a connection string, without a trailing slash. */
export function acsEndpoint(connectionString: string): string {
  return (/endpoint=([^;]+)/i.exec(connectionString)?.[1] ?? '').replace(/\/+$/, '')
}

function lifetimeRules(values: Values): Problem[] {
  const { ACS_TOKEN_EXPIRES_IN_MINUTES: usual, ACS_TOKEN_MAX_EXPIRES_IN_MINUTES: most } = values
  if (usual === undefined || most === undefined || usual <= most) return []
  return [
    {
      variable: 'ACS_TOKEN_EXPIRES_IN_MINUTES',
      message: `is ${usual}, above ACS_TOKEN_MAX_EXPIRES_IN_MINUTES, which is ${most}`,
    },
  ]
}

function communicationRules(values: Values): Problem[] {
  const { ACS_CONNECTION_STRING: connectionString, ACS_ENDPOINT: endpoint } = values
  if (connectionString === undefined && endpoint === undefined) {
    return [{ variable: 'ACS_CONNECTION_STRING', message: 'is missing' }]
  }
  if (connectionString && endpoint) {
    return [{ variable: 'ACS_ENDPOINT', message: 'can’t stand beside ACS_CONNECTION_STRING' }]
  }
  return []
}

function tenantRules(values: Values): Problem[] {
  if (values.AZURE_AD_TENANT_ID !== 'organizations' || values.AZURE_AD_ALLOWED_TENANTS?.length) {
    return []
  }
  return [
    {
      variable: 'AZURE_AD_ALLOWED_TENANTS',
      message: 'is missing, and needed because AZURE_AD_TENANT_ID is organizations',
    },
  ]
}

// Local accounts must never open real resources, nor real tokens reach the emulator: all or nothing.
function localRules(values: Values): Problem[] {
  const problems = endpoints(values)
    .filter(([, url]) => !isLoopback(url))
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

function remoteRules(values: Values, production: boolean): Problem[] {
  const addresses = endpoints(values)
  if (production && values.NEXTAUTH_URL) addresses.push(['NEXTAUTH_URL', values.NEXTAUTH_URL])
  const problems = addresses.flatMap(([variable, url]) => {
    if (isLoopback(url)) return [{ variable, message: 'must not be a loopback address' }]
    if (!url.startsWith('https:')) return [{ variable, message: 'must start with https:' }]
    return []
  })
  return production ? [...problems, ...secretRules(values)] : problems
}

function secretRules(values: Values): Problem[] {
  const secrets: [VariableName, string | undefined][] = [
    ['NEXTAUTH_SECRET', values.NEXTAUTH_SECRET],
    ['AZURE_AD_CLIENT_SECRET', values.AZURE_AD_CLIENT_SECRET],
    ['ACS_CONNECTION_STRING', values.ACS_CONNECTION_STRING],
    ...(values.TOKEN_ENCRYPTION_KEYS ?? []).map((key): [VariableName, string] => [
      'TOKEN_ENCRYPTION_KEYS',
      Buffer.from(key).toString('base64'),
    ]),
  ]
  const problems: Problem[] = []
  for (const [variable, value] of secrets) {
    if (value === undefined) continue
    if (isSample(value)) problems.push({ variable, message: 'is a sample value' })
    else if (variable !== 'ACS_CONNECTION_STRING' && isWeak(value)) {
      problems.push({ variable, message: 'is too weak: at least 32 random characters are needed' })
    }
  }
  return problems
}

function endpoints(values: Values): [VariableName, string][] {
  const acs = values.ACS_CONNECTION_STRING
  const all: [VariableName, string | undefined][] = [
    ['EMULATOR_URL', values.EMULATOR_URL],
    ['AZURE_AD_AUTHORITY_HOST', values.AZURE_AD_AUTHORITY_HOST],
    ['GRAPH_ENDPOINT', values.GRAPH_ENDPOINT],
    ['ACS_CONNECTION_STRING', acs && acsEndpoint(acs)],
    ['ACS_ENDPOINT', values.ACS_ENDPOINT],
  ]
  return all.filter((entry): entry is [VariableName, string] => Boolean(entry[1]))
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(hostname)
}

const SAMPLE = /sample|example|changeme|change-me|placeholder|your[-_]|not-for-production|^secret$/i

function isSample(value: string): boolean {
  const key = /accesskey=([^;]+)/i.exec(value)?.[1] ?? value
  return SAMPLE.test(value) || SAMPLE.test(Buffer.from(key, 'base64').toString('latin1'))
}

// Entra's own client secrets have 40 characters; 32 bytes in base64 have 44.
function isWeak(value: string): boolean {
  return value.length < 32 || new Set(value).size < 10
}
