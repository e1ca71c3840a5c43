import * as z from 'zod'
import { acsScope } from '@/lib/contract/schemas'
import { type DirectoryKind, directoryVariables } from './directories'
import { endpoint, list, type Mark, origin, type ValuesOf, type Variable } from './forms'
import { platformVariables } from './platform'

const count = (most: number) => z.coerce.number('must be a number').int().min(0).max(most)
const minutes = z.coerce.number('must be a number').int().min(60).max(1440)

const connectionString = z.string().regex(/^endpoint=https?:\/\/[^;]+;accesskey=[^;]+;?$/i, {
  error: 'must look like endpoint=https://<resource>.communication.azure.com/;accesskey=<key>',
})

const databaseUrl = z.string().regex(/^(file:.+|postgres(ql)?:\/\/.+)/, {
  error: 'must start with file: (SQLite) or postgres:// (PostgreSQL)',
})

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/.+/, {
  error: 'must start with postgres://',
})

const databaseAuth = z.enum(['password', 'entra'], 'must be password or entra').default('password')

const extensionName = z.string().regex(/^[A-Za-z][\w.-]{1,127}$/, {
  error: 'must be a name such as com.contoso.identityMapping',
})

const encryptionKeys = list
  .transform((keys) => keys.map((key) => new Uint8Array(Buffer.from(key, 'base64'))))
  .refine((keys) => keys.length > 0 && keys.every((key) => key.length === 32), {
    error: 'must be 32 bytes in base64, several of them separated by commas',
  })

const appVariables = {
  NEXTAUTH_URL: [origin, "The address people open, as in the browser's address bar."],
  NEXTAUTH_SECRET: [z.string(), 'Make one: openssl rand -base64 32', 'secret'],
  DATABASE_URL: [
    databaseUrl,
    'file:.data/acs.db, or the connection string of a PostgreSQL server.',
  ],
} as const

const furtherVariables = {
  GRAPH_ENDPOINT: [
    origin.optional(),
    'Default https://graph.microsoft.com; US government: https://graph.microsoft.us',
    'service',
  ],
  IDENTITY_STORE: [
    z.enum(['database', 'graph'], 'must be database or graph').default('database'),
    'Where identity mappings are kept: database, or graph (an open extension on the user in Microsoft Graph). Default: database.',
  ],
  GRAPH_EXTENSION_NAME: [
    extensionName.default('com.contoso.identityMapping'),
    'The name of the open extension that has the mapping. Default: com.contoso.identityMapping.',
  ],
  ACS_CONNECTION_STRING: [
    connectionString.optional(),
    'Azure portal > Communication Services resource > Settings > Keys > Connection string. Or set ACS_ENDPOINT.',
    'secret',
  ],
  ACS_ENDPOINT: [
    endpoint.optional(),
    'Instead of the connection string, with a managed identity: Azure portal > Communication Services resource > Settings > Keys > Endpoint.',
    'service',
  ],
  ACS_RESOURCE_ID: [
    z.string().max(200).optional(),
    "Names the ACS resource in the mapping, for a resource that changes its address. Default: the endpoint's host.",
  ],
  ACS_TOKEN_SCOPES: [
    list.default(['voip']).pipe(z.array(acsScope).min(1)),
    'voip, chat, voip.join, chat.join, chat.join.limited, separated by commas. Default: voip.',
  ],
  ACS_TOKEN_EXPIRES_IN_MINUTES: [minutes.default(60), 'Between 60 and 1440. Default: 60.'],
  ACS_TOKEN_MAX_EXPIRES_IN_MINUTES: [minutes.default(1440), 'Between 60 and 1440. Default: 1440.'],
  RATE_LIMIT_TOKEN: [
    count(1_000_000).default(120),
    'Tokens, creations, deletions, revocations and profiles per caller and minute; 0 is no limit. Default: 120.',
  ],
  RATE_LIMIT_EXCHANGE: [
    count(1_000_000).default(60),
    'Teams exchanges per caller and minute; 0 is no limit. Default: 60.',
  ],
  RATE_LIMIT_UNAUTHENTICATED: [
    count(1_000_000).default(300),
    'Failed authentications and starts of sign-ins per address and minute; 0 is no limit. Default: 300.',
  ],
  TRUSTED_PROXIES: [
    count(10).default(1),
    'How many proxies of yours stand in front and write X-Forwarded-For, 0 to 10; 0 takes the address of the connection. Default: 1.',
  ],
  CORS_ALLOWED_ORIGINS: [
    list.pipe(z.array(origin)).default([]),
    'Origins whose pages may call the API with a Bearer token, separated by commas. Default: none.',
  ],
  DATABASE_AUTH: [
    databaseAuth,
    'password (of the connection string), or entra: a token of this server’s identity in Azure. Default: password.',
  ],
  DATABASE_DIRECT_URL: [
    postgresUrl.optional(),
    'The connection string past the pooler, for migrations, where DATABASE_URL leads through one. Default: DATABASE_URL.',
  ],
  DATABASE_POOL_SIZE: [
    count(1_000).min(1).default(10),
    'Connections to PostgreSQL, per instance. Default: 10.',
  ],
  TOKEN_ENCRYPTION_KEYS: [
    encryptionKeys.optional(),
    'openssl rand -base64 32; several, newest first, are separated by commas. Default: derived from NEXTAUTH_SECRET.',
    'secret',
  ],
  LOG_LEVEL: [
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'fatal, error, warn, info, debug, trace or silent. Default: info.',
  ],
  LOG_CLIENT_ADDRESS: [
    z.enum(['prefix', 'full', 'off']).default('prefix'),
    "What audit records say of the client's address: prefix (/24, IPv6 /48), full or off. Default: prefix.",
  ],
  SHUTDOWN_DELAY: [
    count(300).default(5),
    'Seconds between SIGTERM and the end of the listener, in which only /api/health/ready says no; 0 to 300. Default: 5.',
  ],
  WEB_CONCURRENCY: [
    count(64).min(1).default(1),
    'Processes that serve, 1 to 64: one for each core of the machine. Each has connections and memory of its own. Default: 1.',
  ],
  OTEL_EXPORTER_OTLP_ENDPOINT: [
    endpoint.optional(),
    'Address of an OpenTelemetry collector (OTLP over HTTP). Default: nothing is exported.',
  ],
  EMULATOR_URL: [
    origin.optional(),
    'Address of the local emulator, for instance http://localhost:4010. Switches local mode on; never set it in production.',
    'service',
  ],
  ...platformVariables,
} as const

/**
 * Every variable the product reads, with its form and, for the person who has to set it, where its
 * value is found. Absent and empty mean the same. The rules between variables are in rules.ts.
 */
export const variables = { ...appVariables, ...directoryVariables, ...furtherVariables }

/** Those that are read where people are of that kind of directory. */
export function variablesFor(directory: DirectoryKind) {
  return { ...appVariables, ...directory.variables, ...furtherVariables }
}

export type VariableName = keyof typeof variables

/** The variables with that mark. */
export function namesOf(mark: Mark): VariableName[] {
  const all = Object.entries<Variable>(variables)
  return all.filter(([, [, , own]]) => own === mark).map(([name]) => name as VariableName)
}

/** What each variable reads as, once it has its form. */
export type Variables = ValuesOf<typeof variables>

/** What is wrong with one variable, in words for the person who sets it. */
export interface VariableProblem {
  variable: VariableName
  message: string
}
