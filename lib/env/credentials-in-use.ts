import type { Variables } from './variables'

/** By what this server opens each service. What isn't used isn't there. */
export interface CredentialsInUse {
  entra?: Variables['AZURE_AD_CLIENT_CREDENTIAL']
  acs: 'connection string' | 'managed identity'
  database: 'file' | 'password' | 'Entra token'
}

/** Names the kinds of credentials, and says nothing of their values. */
export function credentialsInUse(values: Variables): CredentialsInUse {
  const isFile = values.DATABASE_URL.startsWith('file:')
  const byToken = values.DATABASE_AUTH === 'entra'
  // Of another directory than Entra there is no app registration.
  const { AZURE_AD_CLIENT_ID: app, AZURE_AD_CLIENT_CREDENTIAL: entra } =
    values as Partial<Variables>
  return {
    ...(app !== undefined && entra !== undefined && { entra }),
    acs: values.ACS_CONNECTION_STRING ? 'connection string' : 'managed identity',
    database: isFile ? 'file' : byToken ? 'Entra token' : 'password',
  }
}
