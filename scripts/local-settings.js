/**
 * The app's environment for local mode, from what the emulator tells of itself. Variables that local
 * mode leaves to their defaults are empty, so that a .env.local for real Azure doesn't mix in.
 * @param {{ appUrl: string, emulatorUrl: string, databaseUrl: string, secret: string, emulator: any }} local
 */
export function localSettings({ appUrl, emulatorUrl, databaseUrl, secret, emulator }) {
  const [acs] = emulator.acs
  return {
    EMULATOR_URL: emulatorUrl,
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: secret,
    DATABASE_URL: databaseUrl,
    AZURE_AD_TENANT_ID: emulator.tenantId,
    AZURE_AD_CLIENT_ID: emulator.serverApp.clientId,
    AZURE_AD_CLIENT_SECRET: emulator.serverApp.clientSecret,
    AZURE_AD_SPA_CLIENT_ID: emulator.clientApp.clientId,
    AZURE_AD_ALLOWED_CLIENT_IDS: '',
    AZURE_AD_TEAMS_CLIENT_IDS: '',
    AZURE_AD_ALLOWED_TENANTS: '',
    AZURE_AD_AUTHORITY_HOST: emulatorUrl,
    GRAPH_ENDPOINT: emulatorUrl,
    ACS_CONNECTION_STRING: acs.connectionString,
    ACS_ENDPOINT: '',
    // The resource's own id: the emulator may come back on another port.
    ACS_RESOURCE_ID: acs.resourceId,
    ACS_TOKEN_SCOPES: '',
    ACS_TOKEN_EXPIRES_IN_MINUTES: '',
    ACS_TOKEN_MAX_EXPIRES_IN_MINUTES: '',
    RATE_LIMIT_TOKEN: '',
    RATE_LIMIT_EXCHANGE: '',
    RATE_LIMIT_UNAUTHENTICATED: '',
    TRUSTED_PROXIES: '',
    CORS_ALLOWED_ORIGINS: '',
    DATABASE_DIRECT_URL: '',
    DATABASE_POOL_SIZE: '',
    TOKEN_ENCRYPTION_KEYS: '',
    LOG_LEVEL: 'warn',
    LOG_CLIENT_ADDRESS: '',
    // Nothing in front waits to hear that the process is about to stop.
    SHUTDOWN_DELAY: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: '',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}
