import 'server-only'
import { hkdfSync } from 'node:crypto'
import {
  type DirectoryKind,
  directoryKind,
  type DirectorySettings,
  type KindName,
  otherDirectoryRules,
} from './env/directories'
import { credentialsInUse, type CredentialsInUse } from './env/credentials-in-use'
import { acsEndpoint } from './env/endpoints'
import type { Variable } from './env/forms'
import { checkRules } from './env/rules'
import { storeRules } from './env/store-rules'
import {
  type VariableName,
  type VariableProblem,
  type Variables,
  variables,
  variablesFor,
} from './env/variables'
import { findWarnings } from './env/warnings'

/** The configuration, checked and in the shape the code uses. Addresses have no trailing slash. */
export interface Env extends DirectorySettings {
  /** Where people open the app, for instance `https://calls.contoso.com`. */
  appUrl: string
  /** The emulator's address in local mode, otherwise undefined. */
  emulatorUrl: string | undefined
  sessionSecret: string
  databaseUrl: string
  /** What opens PostgreSQL: the connection string's password, or a token of this server's identity. */
  databaseAuth: Variables['DATABASE_AUTH']
  /** For migrations, where databaseUrl leads through a pooler. */
  databaseDirectUrl: string | undefined
  /** Which kind of directory people are of. */
  directory: KindName
  graphEndpoint: string
  /** What Microsoft Graph is asked for; a scope without a resource is Graph's, in whichever cloud. */
  graphScope: string
  /** Whom tokens for Microsoft Graph are for, where an application asks for itself. */
  graphResource: string
  /** Where mappings are kept. */
  identityStore: Variables['IDENTITY_STORE']
  /** The open extension that has a mapping, on the user in Microsoft Graph. */
  graphExtensionName: string
  acs: {
    endpoint: string
    /** Undefined: this app's managed identity opens the resource. */
    connectionString: string | undefined
    /** Names the resource in the mapping. */
    resource: string
    scopes: Variables['ACS_TOKEN_SCOPES']
    expiresInMinutes: number
    maxExpiresInMinutes: number
  }
  /** Per minute; 0 is no limit. */
  rateLimits: { token: number; exchange: number; unauthenticated: number }
  /** How many proxies in front write X-Forwarded-For; 0: the connection tells the address. */
  trustedProxies: number
  corsAllowedOrigins: readonly string[]
  databasePoolSize: number
  /** 32 bytes each; the first encrypts, all of them decrypt. */
  tokenEncryptionKeys: readonly Uint8Array[]
  logLevel: Variables['LOG_LEVEL']
  logClientAddress: Variables['LOG_CLIENT_ADDRESS']
  shutdownDelaySeconds: number
  /** How many processes serve. */
  workers: number
  /** Whether traces and metrics go to a collector. */
  exportsTelemetry: boolean
  /** By what this server opens each service, for the log at start. */
  credentials: CredentialsInUse
  /** What the operator should know of, for the log at start. */
  warnings: readonly string[]
}

/** Lists everything that is wrong with the configuration, and where to find each value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  constructor(readonly problems: readonly VariableProblem[]) {
    const lines = problems.map(
      ({ variable, message }) => `  ${variable} ${message}.\n    ${variables[variable][1]}`,
    )
    super(
      `The configuration is incomplete. Set these variables in .env.local or in the environment:\n${lines.join('\n')}`,
    )
  }
}

let current: Env | undefined

/** The process's configuration, read once. Throws ConfigurationError. */
export function env(): Env {
  return (current ??= readEnv(process.env))
}

/** What migrations open the database by. */
export interface MigrationDatabase {
  url: string
  auth: Variables['DATABASE_AUTH']
}

/**
 * The database as migrations open it, which needs no other variables: DATABASE_DIRECT_URL or DATABASE_URL,
 * and DATABASE_AUTH. Throws ConfigurationError.
 */
export function migrationDatabase(
  source: Record<string, string | undefined> = process.env,
): MigrationDatabase {
  const variable = source.DATABASE_DIRECT_URL?.trim() ? 'DATABASE_DIRECT_URL' : 'DATABASE_URL'
  return {
    url: readAlone(variable, source) ?? '',
    auth: readAlone('DATABASE_AUTH', source),
  }
}

function readAlone<Name extends VariableName>(
  variable: Name,
  source: Record<string, string | undefined>,
): Variables[Name] {
  const raw = source[variable]?.trim()
  const { error, data } = variables[variable][0].safeParse(raw === '' ? undefined : raw)
  if (!error) return data as Variables[Name]
  const message = raw ? (error.issues[0]?.message ?? 'is malformed') : 'is missing'
  throw new ConfigurationError([{ variable, message }])
}

/**
 * Whether this is `next dev`. What the process's environment says doesn't matter: whatever compiles
 * this (Next.js, or a bundler of the server) puts its own value in place of NODE_ENV, and
 * `NODE_ENV=development` in front of a production build leaves it a production build.
 */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === 'development'
}

/** What is wrong with the process's configuration, and where each value is found. */
export function configurationProblems(): { variable: string; message: string; hint: string }[] {
  try {
    env()
    return []
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return error.problems.map(({ variable, message }) => ({
      variable,
      message,
      hint: variables[variable][1],
    }))
  }
}

/**
 * Reads a configuration from variables such as those of `process.env`; `strict` has it fit for more
 * than development. Throws ConfigurationError.
 */
export function readEnv(
  source: Record<string, string | undefined>,
  { strict = !isDevelopment() } = {},
): Env {
  const problems: VariableProblem[] = []
  const values: Record<string, unknown> = {}
  const directory = directoryKind(source)
  for (const [name, [form]] of Object.entries<Variable>(variablesFor(directory))) {
    const raw = source[name]?.trim()
    const parsed = form.safeParse(raw === '' ? undefined : raw)
    if (parsed.success) values[name] = parsed.data
    else {
      const message = raw ? (parsed.error.issues[0]?.message ?? 'is malformed') : 'is missing'
      problems.push({ variable: name as VariableName, message })
    }
  }
  const malformed = new Set(problems.map(({ variable }) => variable))
  const broken = [
    ...otherDirectoryRules(source, directory),
    ...checkRules(values, directory, strict),
    ...storeRules(values, source),
  ]
  problems.push(...broken.filter(({ variable }) => !malformed.has(variable)))
  if (problems.length > 0) throw new ConfigurationError(problems)
  return assemble(values as Variables, directory)
}

const GRAPH = 'https://graph.microsoft.com'

/** What each store of mappings has Microsoft Graph asked for, beside the profile. */
const graphScopes = { database: 'User.Read', graph: 'User.ReadWrite' } as const

function assemble(values: Variables, directory: DirectoryKind): Env {
  const endpoint = values.ACS_ENDPOINT ?? acsEndpoint(values.ACS_CONNECTION_STRING ?? '')
  return {
    appUrl: values.NEXTAUTH_URL,
    emulatorUrl: values.EMULATOR_URL,
    sessionSecret: values.NEXTAUTH_SECRET,
    databaseUrl: values.DATABASE_URL,
    databaseAuth: values.DATABASE_AUTH,
    databaseDirectUrl: values.DATABASE_DIRECT_URL,
    directory: directory.kind,
    ...(directory.settings(values, values.EMULATOR_URL) as DirectorySettings),
    graphEndpoint: values.GRAPH_ENDPOINT ?? values.EMULATOR_URL ?? GRAPH,
    graphScope: graphScopes[values.IDENTITY_STORE],
    graphResource: values.EMULATOR_URL ? GRAPH : (values.GRAPH_ENDPOINT ?? GRAPH),
    identityStore: values.IDENTITY_STORE,
    graphExtensionName: values.GRAPH_EXTENSION_NAME,
    acs: {
      endpoint,
      connectionString: values.ACS_CONNECTION_STRING,
      resource: values.ACS_RESOURCE_ID ?? new URL(endpoint).host,
      scopes: values.ACS_TOKEN_SCOPES,
      expiresInMinutes: values.ACS_TOKEN_EXPIRES_IN_MINUTES,
      maxExpiresInMinutes: values.ACS_TOKEN_MAX_EXPIRES_IN_MINUTES,
    },
    rateLimits: {
      token: values.RATE_LIMIT_TOKEN,
      exchange: values.RATE_LIMIT_EXCHANGE,
      unauthenticated: values.RATE_LIMIT_UNAUTHENTICATED,
    },
    trustedProxies: values.TRUSTED_PROXIES,
    corsAllowedOrigins: values.CORS_ALLOWED_ORIGINS,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    tokenEncryptionKeys: values.TOKEN_ENCRYPTION_KEYS ?? [
      deriveEncryptionKey(values.NEXTAUTH_SECRET),
    ],
    logLevel: values.LOG_LEVEL,
    logClientAddress: values.LOG_CLIENT_ADDRESS,
    shutdownDelaySeconds: values.SHUTDOWN_DELAY,
    workers: values.WEB_CONCURRENCY,
    exportsTelemetry: values.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
    credentials: credentialsInUse(values),
    warnings: findWarnings(values, directory),
  }
}

function deriveEncryptionKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'acs-authentication-server/entra-grant', 32))
}
