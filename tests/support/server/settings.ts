import { ConfigurationError, readEnv } from '@/lib/env'

export const guid = '11111111-2222-4333-8444-555555555555'
export const strong = 'kq8ZtD2mRvW7xYbC4nLs9GhJ5pQeF3aU6oTi'

/** What a deployment needs, and no more. */
export const production = {
  NEXTAUTH_URL: 'https://calls.contoso.com',
  NEXTAUTH_SECRET: strong,
  DATABASE_URL: 'postgres://acs@db.contoso.com/acs?sslmode=verify-full',
  AZURE_AD_TENANT_ID: guid,
  AZURE_AD_CLIENT_ID: guid.replace('1', '2'),
  AZURE_AD_SPA_CLIENT_ID: guid.replace('1', '3'),
  AZURE_AD_CLIENT_SECRET: strong,
  ACS_CONNECTION_STRING: `endpoint=https://contoso.communication.azure.com/;accesskey=${strong}`,
}

/** The same in local mode. */
export const local = {
  ...production,
  EMULATOR_URL: 'http://localhost:4010',
  NEXTAUTH_URL: 'http://localhost:3000/',
  NEXTAUTH_SECRET: 'weak',
  ACS_CONNECTION_STRING: 'endpoint=http://localhost:4010/;accesskey=c2FtcGxl',
}

/** What is wrong with some settings: variables and messages. */
export function problemsOf(
  source: Record<string, string | undefined>,
  options = { strict: true },
): [string, string][] {
  try {
    readEnv(source, options)
    return []
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return error.problems.map(({ variable, message }) => [variable, message])
  }
}
