import { type App, type Config, findApp } from '../../core/config/config'
import {
  GRAPH_SERVICE_ID,
  graphRoles,
  graphScopes,
  TEAMS_SERVICE_ID,
  teamsScopes,
} from '../../core/config/microsoft-permissions'
import { apiUri, roleId, scopeId } from '../../core/config/permission-names'
import { azureResources } from './azure-resources'
import type { Resource, Scope } from './resource'

export { GRAPH_SERVICE_ID, TEAMS_SERVICE_ID }

export type { Resource }

export const TEAMS_URI = 'https://auth.msft.communication.azure.com'
export const GRAPH_URI = 'https://graph.microsoft.com'
export const COMMUNICATION_URI = 'https://communication.azure.com'
export const CLIENTS_URI = 'https://communication.azure.com/clients'
export const CLIENTS_SERVICE_ID = '2a04943b-b6a7-4f65-8786-2bb6131b59f6'

export const graph: Resource = {
  kind: 'graph',
  applicationId: GRAPH_SERVICE_ID,
  displayName: 'Microsoft Graph',
  uri: GRAPH_URI,
  audience: GRAPH_URI,
  tokenVersion: '1.0',
  scopes: graphScopes,
  roles: Object.entries(graphRoles).map(([value, id]) => ({ id, value, users: [] })),
  preAuthorizedApps: [],
}

export const teams: Resource = {
  kind: 'teams',
  applicationId: TEAMS_SERVICE_ID,
  displayName: 'Azure Communication Services',
  uri: TEAMS_URI,
  audience: TEAMS_URI,
  serviceId: TEAMS_SERVICE_ID,
  tokenVersion: '1.0',
  scopes: teamsScopes,
  roles: [],
  preAuthorizedApps: [],
}

// Entra users who use ACS without an exchange server (preview). Chat's scopes can't be granted yet:
// azure-docs, quickstarts/identity/microsoft-entra-id-authentication-integration.md.
const clients: Resource = {
  kind: 'teams',
  applicationId: CLIENTS_SERVICE_ID,
  displayName: 'Azure Communication Services Clients',
  uri: CLIENTS_URI,
  audience: CLIENTS_URI,
  serviceId: CLIENTS_SERVICE_ID,
  tokenVersion: '1.0',
  scopes: {
    VoIP: { description: 'Start and join calls' },
    'VoIP.Join': { description: 'Join calls' },
  },
  roles: [],
  preAuthorizedApps: [],
}

const communication: Resource = {
  kind: 'communication',
  displayName: 'Azure Communication Services, management of identities',
  uri: COMMUNICATION_URI,
  audience: COMMUNICATION_URI,
  tokenVersion: '1.0',
  scopes: { user_impersonation: { description: 'Manage communication resources as you' } },
  roles: [],
  preAuthorizedApps: [],
}

/** The resource a scope's prefix names, by its URI or its application's id. */
export function findResource(uri: string, config: Config): Resource | undefined {
  const name = uri.replace(/\/+$/, '').toLowerCase()
  if (name === GRAPH_URI || name === GRAPH_SERVICE_ID) return graph
  if (name === TEAMS_URI || name === TEAMS_SERVICE_ID) return teams
  if (name === CLIENTS_URI || name === CLIENTS_SERVICE_ID) return clients
  // Entra writes this audience as the client asked for it: the SDKs ask with a slash at the end.
  if (name === COMMUNICATION_URI) return { ...communication, audience: uri }
  const ofAzure = azureResources.find((each) =>
    [each.uri.toLowerCase(), each.applicationId].includes(name),
  )
  if (ofAzure) return ofAzure
  const app = findApi(name, config)
  return app && apiOf(app, uri)
}

// By its client id, or by one of its identifier URIs. Without a service principal it is in no tenant.
function findApi(name: string, config: Config): App | undefined {
  const app =
    findApp(config, name) ??
    config.apps.find((each) => identifierUris(each).some((uri) => uri.toLowerCase() === name))
  const isApi = app && app.exposedScopes.length + app.appRoles.length > 0
  return isApi && app.servicePrincipals?.length !== 0 ? app : undefined
}

/** The names, besides its client id, by which tokens for an app are asked. */
export function identifierUris({ clientId, identifierUris: registered }: App): string[] {
  return registered ?? [`api://${clientId}`]
}

// In v1.0 tokens the audience is what the client asked for.
// Source: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
function apiOf(app: App, uri: string): Resource {
  const { clientId, displayName, tokenVersion = '2.0' } = app
  return {
    kind: 'api',
    applicationId: clientId,
    displayName,
    uri: apiUri(app),
    audience: tokenVersion === '2.0' ? clientId : uri,
    tokenVersion,
    scopes: Object.fromEntries(app.exposedScopes.map((name) => [name, scopeOf(app, name)])),
    roles: app.appRoles.map((role) => ({ ...role, id: roleId(app, role) })),
    preAuthorizedApps: app.preAuthorizedApps ?? [],
  }
}

function scopeOf(app: App, name: string): Scope {
  const scope = { id: scopeId(app, name), description: `Use ${app.displayName} as you` }
  return app.adminScopes?.includes(name) ? { ...scope, adminOnly: true } : scope
}
