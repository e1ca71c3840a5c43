import { describe, expect, it } from 'vitest'
import { guid, local, problemsOf, production, strong } from '@/tests/support/server/settings'
import { type Env, readEnv } from './env'

describe('a complete configuration', () => {
  it('is read with its defaults', () => {
    expect(readEnv(production)).toMatchObject({
      appUrl: 'https://calls.contoso.com',
      emulatorUrl: undefined,
      entra: {
        authorityHost: 'https://login.microsoftonline.com',
        allowedTenants: [guid],
        allowedClientIds: [production.AZURE_AD_SPA_CLIENT_ID, production.AZURE_AD_CLIENT_ID],
        teamsClientIds: [production.AZURE_AD_SPA_CLIENT_ID],
      },
      graphEndpoint: 'https://graph.microsoft.com',
      acs: {
        endpoint: 'https://contoso.communication.azure.com',
        resource: 'contoso.communication.azure.com',
        scopes: ['voip'],
        expiresInMinutes: 60,
        maxExpiresInMinutes: 1440,
      },
      rateLimits: { token: 120, exchange: 60, unauthenticated: 300 },
      trustedProxies: 1,
      corsAllowedOrigins: [],
      databaseDirectUrl: undefined,
      databasePoolSize: 10,
      logClientAddress: 'prefix',
      shutdownDelaySeconds: 5,
      exportsTelemetry: false,
    } satisfies DeepPartial<Env>)
  })

  it('takes an empty variable for a missing one', () => {
    expect(readEnv({ ...production, ACS_RESOURCE_ID: '', LOG_LEVEL: ' ' }).logLevel).toBe('info')
  })

  it('derives the encryption key from the session secret, and only from it', () => {
    const [key] = readEnv(production).tokenEncryptionKeys
    expect(key).toHaveLength(32)
    expect(readEnv({ ...production, LOG_LEVEL: 'debug' }).tokenEncryptionKeys).toEqual([key])
    const other = { ...production, NEXTAUTH_SECRET: `${strong}!` }
    expect(readEnv(other).tokenEncryptionKeys).not.toEqual([key])
  })

  it('reads lists, and GUIDs in any case', () => {
    const clients = `${guid.toUpperCase()}, ${guid.replace('1', '9')}`
    const settings = { AZURE_AD_ALLOWED_CLIENT_IDS: clients, ACS_TOKEN_SCOPES: 'chat voip' }
    const { entra, acs } = readEnv({ ...production, ...settings })
    expect(entra.allowedClientIds).toEqual([
      production.AZURE_AD_SPA_CLIENT_ID,
      production.AZURE_AD_CLIENT_ID,
      guid,
      guid.replace('1', '9'),
    ])
    expect(acs.scopes).toEqual(['chat', 'voip'])
  })
})

describe('a managed identity', () => {
  it('needs the endpoint alone', () => {
    const endpoint = 'https://contoso.communication.azure.com/'
    const { acs } = readEnv({ ...production, ACS_CONNECTION_STRING: '', ACS_ENDPOINT: endpoint })
    expect(acs).toMatchObject({
      connectionString: undefined,
      endpoint: 'https://contoso.communication.azure.com',
      resource: 'contoso.communication.azure.com',
    })
  })

  it.each([
    ['http://contoso.communication.azure.com', 'must start with https:'],
    ['https://localhost:4010', 'must not be a loopback address'],
  ])('is not sent to %s', (ACS_ENDPOINT, message) => {
    const settings = { ...production, ACS_CONNECTION_STRING: '', ACS_ENDPOINT }
    expect(problemsOf(settings)).toEqual([['ACS_ENDPOINT', message]])
  })
})

describe('an incomplete configuration', () => {
  it('is refused with everything that is missing, and where to find it', () => {
    expect(problemsOf({}).map(([variable]) => variable)).toEqual(Object.keys(production))
    expect(() => readEnv({})).toThrow(/AZURE_AD_TENANT_ID is missing\.\n +Entra admin center/)
  })

  it.each([
    [{ NEXTAUTH_URL: 'calls.contoso.com' }, 'NEXTAUTH_URL'],
    [{ NEXTAUTH_URL: 'https://calls.contoso.com/app' }, 'NEXTAUTH_URL'],
    [{ AZURE_AD_TENANT_ID: 'contoso.com' }, 'AZURE_AD_TENANT_ID'],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL'],
    [
      { ACS_CONNECTION_STRING: 'endpoint=https://contoso.communication.azure.com' },
      'ACS_CONNECTION_STRING',
    ],
    [{ ACS_TOKEN_SCOPES: 'voip,video' }, 'ACS_TOKEN_SCOPES'],
    [{ ACS_TOKEN_EXPIRES_IN_MINUTES: '30' }, 'ACS_TOKEN_EXPIRES_IN_MINUTES'],
    [{ ACS_TOKEN_EXPIRES_IN_MINUTES: 'an hour' }, 'ACS_TOKEN_EXPIRES_IN_MINUTES'],
    [
      { ACS_TOKEN_EXPIRES_IN_MINUTES: '90', ACS_TOKEN_MAX_EXPIRES_IN_MINUTES: '60' },
      'ACS_TOKEN_EXPIRES_IN_MINUTES',
    ],
    [{ TOKEN_ENCRYPTION_KEYS: 'c2hvcnQ=' }, 'TOKEN_ENCRYPTION_KEYS'],
    [{ AZURE_AD_TENANT_ID: 'organizations' }, 'AZURE_AD_ALLOWED_TENANTS'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ RATE_LIMIT_TOKEN: '-1' }, 'RATE_LIMIT_TOKEN'],
    [{ CORS_ALLOWED_ORIGINS: '*' }, 'CORS_ALLOWED_ORIGINS'],
    [{ CORS_ALLOWED_ORIGINS: 'https://client.example/app' }, 'CORS_ALLOWED_ORIGINS'],
    [{ DATABASE_POOL_SIZE: '0' }, 'DATABASE_POOL_SIZE'],
    [{ DATABASE_DIRECT_URL: 'file:acs.db' }, 'DATABASE_DIRECT_URL'],
    [{ AZURE_AD_TEAMS_CLIENT_IDS: 'teams' }, 'AZURE_AD_TEAMS_CLIENT_IDS'],
    [{ TRUSTED_PROXIES: '11' }, 'TRUSTED_PROXIES'],
    [{ LOG_CLIENT_ADDRESS: 'yes' }, 'LOG_CLIENT_ADDRESS'],
    [{ SHUTDOWN_DELAY: '301' }, 'SHUTDOWN_DELAY'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    [{ ACS_CONNECTION_STRING: '' }, 'ACS_CONNECTION_STRING'],
    [{ ACS_ENDPOINT: 'https://contoso.communication.azure.com' }, 'ACS_ENDPOINT'],
  ])('is refused: %j', (change, variable) => {
    expect(problemsOf({ ...production, ...change }).map(([name]) => name)).toEqual([variable])
  })
})

describe('a production start', () => {
  it.each([
    [{ NEXTAUTH_URL: 'http://calls.contoso.com' }, 'NEXTAUTH_URL', 'must start with https:'],
    [{ NEXTAUTH_URL: 'https://localhost:3000' }, 'NEXTAUTH_URL', 'must not be a loopback address'],
    [{ GRAPH_ENDPOINT: 'https://127.0.0.1' }, 'GRAPH_ENDPOINT', 'must not be a loopback address'],
    [
      { AZURE_AD_AUTHORITY_HOST: 'http://login.contoso.com' },
      'AZURE_AD_AUTHORITY_HOST',
      'must start with https:',
    ],
    [
      { NEXTAUTH_SECRET: 'too short' },
      'NEXTAUTH_SECRET',
      'is too weak: at least 32 random characters are needed',
    ],
    [
      { NEXTAUTH_SECRET: 'a'.repeat(40) },
      'NEXTAUTH_SECRET',
      'is too weak: at least 32 random characters are needed',
    ],
    [
      { AZURE_AD_CLIENT_SECRET: 'emulator-sample-secret-not-for-production' },
      'AZURE_AD_CLIENT_SECRET',
      'is a sample value of the emulator, and EMULATOR_URL is not set',
    ],
    [{ AZURE_AD_CLIENT_SECRET: 'changeme' }, 'AZURE_AD_CLIENT_SECRET', 'is a sample value'],
    [{ NEXTAUTH_SECRET: 'secret' }, 'NEXTAUTH_SECRET', 'is a sample value'],
    [
      { AZURE_AD_CLIENT_SECRET: crypto.randomUUID() },
      'AZURE_AD_CLIENT_SECRET',
      "is a GUID: that is the secret's id, and its value is needed",
    ],
    [
      { AZURE_AD_SPA_CLIENT_ID: production.AZURE_AD_CLIENT_ID.toUpperCase() },
      'AZURE_AD_SPA_CLIENT_ID',
      'is the same as AZURE_AD_CLIENT_ID: the client app is a registration of its own',
    ],
    [
      {
        ACS_CONNECTION_STRING:
          'endpoint=https://contoso.communication.azure.com/;accesskey=ZW11bGF0b3Itc2FtcGxlLWtleS0xLW5vdC1mb3ItcHJvZHVjdGlvbg==',
      },
      'ACS_CONNECTION_STRING',
      'is a sample value of the emulator, and EMULATOR_URL is not set',
    ],
    [
      { TOKEN_ENCRYPTION_KEYS: Buffer.alloc(32, 'x').toString('base64') },
      'TOKEN_ENCRYPTION_KEYS',
      'is too weak: at least 32 random characters are needed',
    ],
  ])('refuses %j', (change, variable, message) => {
    expect(problemsOf({ ...production, ...change })).toEqual([[variable, message]])
  })

  it('is refused what development may do', () => {
    const development = (change: Record<string, string>) =>
      problemsOf({ ...production, NEXTAUTH_SECRET: 'short', ...change }, { strict: false })
    expect(development({ NEXTAUTH_URL: 'http://localhost:3000' })).toEqual([])
    expect(development({ DATABASE_URL: 'postgres://db.contoso.com/acs' })).toEqual([])
    expect(development({ GRAPH_ENDPOINT: 'http://localhost:4010' })).toHaveLength(1)
    expect(development({ AZURE_AD_CLIENT_SECRET: crypto.randomUUID() })).toHaveLength(1)
  })

  it.each(['production', 'staging', 'development', 'test', ''])(
    'is strict whatever the environment says: NODE_ENV=%s',
    (NODE_ENV) => {
      expect(() => readEnv({ ...production, NODE_ENV, NEXTAUTH_SECRET: 'secret' })).toThrow(
        /NEXTAUTH_SECRET is a sample value/,
      )
    },
  )
})

describe('a tenant that also has personal accounts', () => {
  it.each(['common', 'consumers'])('%s is refused, and organizations named', (tenant) => {
    expect(problemsOf({ ...production, AZURE_AD_TENANT_ID: tenant })).toEqual([
      ['AZURE_AD_TENANT_ID', expect.stringContaining('use organizations')],
    ])
  })
})

describe('services of different clouds', () => {
  const government = { AZURE_AD_AUTHORITY_HOST: 'https://login.microsoftonline.us' }
  const key = `;accesskey=${strong}`

  it.each([
    [{}, []],
    [government, ['GRAPH_ENDPOINT', 'ACS_CONNECTION_STRING']],
    [{ ...government, GRAPH_ENDPOINT: 'https://graph.microsoft.us' }, ['ACS_CONNECTION_STRING']],
    [
      {
        ...government,
        GRAPH_ENDPOINT: 'https://graph.microsoft.us',
        ACS_CONNECTION_STRING: `endpoint=https://contoso.communication.azure.us/${key}`,
      },
      [],
    ],
    [{ GRAPH_ENDPOINT: 'https://graph.microsoft.us' }, ['GRAPH_ENDPOINT']],
    [{ AZURE_AD_AUTHORITY_HOST: 'https://login.contoso.com' }, []],
  ])('are warned of: %j', (change, variables) => {
    const { warnings } = readEnv({ ...production, ...change })
    expect(warnings.map((warning) => warning.split(' ')[0])).toEqual(variables)
  })
})

it('tells by what each service is opened', () => {
  expect(readEnv(production).credentials).toEqual({
    entra: 'secret',
    acs: 'connection string',
    database: 'password',
  })
  const keyless = {
    DATABASE_AUTH: 'entra',
    ACS_CONNECTION_STRING: '',
    ACS_ENDPOINT: 'https://contoso.communication.azure.com',
    AZURE_AD_CLIENT_SECRET: '',
    AZURE_AD_CLIENT_CREDENTIAL: 'managed-identity',
  }
  expect(readEnv({ ...production, ...keyless }).credentials).toEqual({
    entra: 'managed-identity',
    acs: 'managed identity',
    database: 'Entra token',
  })
  expect(readEnv({ ...production, DATABASE_URL: 'file:acs.db' }).credentials.database).toBe('file')
})

it('a list of Teams clients without the app’s own is warned of', () => {
  const own = production.AZURE_AD_SPA_CLIENT_ID
  const warningsOf = (AZURE_AD_TEAMS_CLIENT_IDS: string) =>
    readEnv({ ...production, AZURE_AD_TEAMS_CLIENT_IDS }).warnings
  expect(warningsOf(guid)).toEqual([expect.stringContaining('lacks AZURE_AD_SPA_CLIENT_ID')])
  expect(warningsOf(`${guid}, ${own}`)).toEqual([])
})

describe('local mode', () => {
  it('takes the emulator for Entra and Graph, and weak secrets', () => {
    expect(readEnv(local)).toMatchObject({
      appUrl: 'http://localhost:3000',
      emulatorUrl: 'http://localhost:4010',
      entra: { authorityHost: 'http://localhost:4010' },
      graphEndpoint: 'http://localhost:4010',
    })
  })

  it.each([
    [{ NEXTAUTH_URL: 'http://127.0.0.1:3000' }, 'NEXTAUTH_URL'],
    [{ NEXTAUTH_URL: 'https://calls.contoso.com' }, 'NEXTAUTH_URL'],
    [{ EMULATOR_URL: 'http://emulator.contoso.com' }, 'EMULATOR_URL'],
    [{ ACS_CONNECTION_STRING: production.ACS_CONNECTION_STRING }, 'ACS_CONNECTION_STRING'],
    [{ GRAPH_ENDPOINT: 'https://graph.microsoft.com' }, 'GRAPH_ENDPOINT'],
  ])('does not mix with real services: %j', (change, variable) => {
    expect(problemsOf({ ...local, ...change }).map(([name]) => name)).toEqual([variable])
  })
})

type DeepPartial<T> = { [K in keyof T]?: T[K] extends object ? DeepPartial<T[K]> : T[K] }
