import { readFileSync } from 'node:fs'

// .env.local.example has a line for each variable.
const example = readFileSync(new URL('../.env.local.example', import.meta.url), 'utf8')
const names = [...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name)

/**
 * The app's environment for local mode, from what the emulator tells of itself. Variables that local
 * mode leaves to their defaults are empty, so that a .env.local for real Azure doesn't mix in.
 * @param {{
 *   appUrl: string, emulatorUrl: string, databaseUrl: string, secret: string, emulator: any,
 *   directory?: 'entra' | 'oidc',
 * }} local
 */
export function localSettings(local) {
  const { appUrl, emulatorUrl, databaseUrl, secret, emulator, directory } = local
  const [acs] = emulator.acs
  return {
    ...Object.fromEntries(names.map((name) => [name, ''])),
    EMULATOR_URL: emulatorUrl,
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: secret,
    DATABASE_URL: databaseUrl,
    ...(directory === 'oidc' ? oidcSettings(emulator) : entraSettings(emulator, emulatorUrl)),
    GRAPH_ENDPOINT: emulatorUrl,
    ACS_CONNECTION_STRING: acs.connectionString,
    // The resource's own id: the emulator may come back on another port.
    ACS_RESOURCE_ID: acs.resourceId,
    LOG_LEVEL: 'warn',
    // Nothing in front waits to hear that the process is about to stop.
    SHUTDOWN_DELAY: '0',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** @param {any} emulator @param {string} emulatorUrl */
function entraSettings(emulator, emulatorUrl) {
  return {
    AZURE_AD_TENANT_ID: emulator.tenantId,
    AZURE_AD_CLIENT_ID: emulator.serverApp.clientId,
    AZURE_AD_CLIENT_SECRET: emulator.serverApp.clientSecret,
    AZURE_AD_SPA_CLIENT_ID: emulator.clientApp.clientId,
    AZURE_AD_AUTHORITY_HOST: emulatorUrl,
  }
}

/**
 * The emulator's OpenID provider as the directory, in place of Entra.
 * @param {{ oidc: { issuer: string, clientId: string, clientSecret: string }[] }} emulator
 */
export function oidcSettings({ oidc: [provider] }) {
  if (!provider) throw new Error('The emulator has no OpenID provider.')
  return {
    ...Object.fromEntries(
      names.filter((name) => name.startsWith('AZURE_AD_')).map((name) => [name, '']),
    ),
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'Sample provider',
  }
}
