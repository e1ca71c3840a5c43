import type { Resource } from './resource'

/** What a credential of workload identity federation names as its audience. */
export const TOKEN_EXCHANGE_URI = 'api://AzureADTokenExchange'
/** Its application, which the v2.0 tokens for it have in `aud`. */
export const TOKEN_EXCHANGE_SERVICE_ID = 'fb60f99c-7a34-4190-8149-302f77469936'

// What a managed identity's token is for when it stands for an app that trusts the identity.
const tokenExchange: Resource = {
  kind: 'azure',
  applicationId: TOKEN_EXCHANGE_SERVICE_ID,
  displayName: 'Azure AD Token Exchange',
  uri: TOKEN_EXCHANGE_URI,
  audience: TOKEN_EXCHANGE_SERVICE_ID,
  tokenVersion: '2.0',
  scopes: {},
  roles: [],
  preAuthorizedApps: [],
}

// PostgreSQL and MySQL of Azure take a token for it in place of a password.
const databases: Resource = {
  kind: 'azure',
  applicationId: '123cd850-d9df-40bd-94d5-c9f07b7fa203',
  displayName: 'Azure OSSRDBMS Database',
  uri: 'https://ossrdbms-aad.database.windows.net',
  audience: 'https://ossrdbms-aad.database.windows.net',
  tokenVersion: '1.0',
  scopes: { user_impersonation: { description: 'Open databases as you' } },
  roles: [],
  preAuthorizedApps: [],
}

/** Services of Azure that this emulator has tokens for, and nothing else of. */
export const azureResources = [tokenExchange, databases]
