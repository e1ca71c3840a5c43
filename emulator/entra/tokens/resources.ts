import { type App, type Config, findApp } from '../../core/config/config'

export interface Scope {
  description: string
  /** Only an administrator may consent to it. */
  adminOnly?: true
}

/** Something tokens are for. It decides their version and audience. */
export interface Resource {
  kind: 'api' | 'graph' | 'teams' | 'communication'
  displayName: string
  /** What its scopes begin with. */
  uri: string
  audience: string
  /** Its application's id, where a tenant may lack its service principal. */
  serviceId?: string
  tokenVersion: '1.0' | '2.0'
  scopes: Partial<Record<string, Scope>>
  /** What apps may be granted for themselves, and users be assigned to. */
  roles: App['appRoles']
}

export const TEAMS_URI = 'https://auth.msft.communication.azure.com'
export const TEAMS_SERVICE_ID = '1fd5118e-2576-4263-8130-9503064c837a'
export const GRAPH_URI = 'https://graph.microsoft.com'
export const GRAPH_SERVICE_ID = '00000003-0000-0000-c000-000000000000'
export const COMMUNICATION_URI = 'https://communication.azure.com'
export const CLIENTS_URI = 'https://communication.azure.com/clients'
export const CLIENTS_SERVICE_ID = '2a04943b-b6a7-4f65-8786-2bb6131b59f6'

export const graph: Resource = {
  kind: 'graph',
  displayName: 'Microsoft Graph',
  uri: GRAPH_URI,
  audience: GRAPH_URI,
  tokenVersion: '1.0',
  scopes: {
    openid: { description: 'Sign you in' },
    profile: { description: 'View your basic profile' },
    email: { description: 'View your email address' },
    'User.Read': { description: 'Sign you in and read your profile' },
    'User.ReadWrite': { description: 'Read and update your profile' },
    'User.ReadBasic.All': { description: 'Read the basic profiles of all users' },
    'User.Read.All': { description: 'Read the full profiles of all users', adminOnly: true },
  },
  roles: [{ value: 'User.Read.All', users: [] }],
}

const teams: Resource = {
  kind: 'teams',
  displayName: 'Azure Communication Services',
  uri: TEAMS_URI,
  audience: TEAMS_URI,
  serviceId: TEAMS_SERVICE_ID,
  tokenVersion: '1.0',
  scopes: {
    'Teams.ManageCalls': { description: 'Manage calls in Teams' },
    'Teams.ManageChats': { description: 'Manage chats in Teams' },
    'TeamsExtension.ManageCalls': { description: 'Manage calls of Teams Phone' },
  },
  roles: [],
}

// Entra users who use ACS without an exchange server (preview). Chat's scopes can't be granted yet:
// azure-docs, quickstarts/identity/microsoft-entra-id-authentication-integration.md.
const clients: Resource = {
  kind: 'teams',
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
}

const communication: Resource = {
  kind: 'communication',
  displayName: 'Azure Communication Services, management of identities',
  uri: COMMUNICATION_URI,
  audience: COMMUNICATION_URI,
  tokenVersion: '1.0',
  scopes: { user_impersonation: { description: 'Manage communication resources as you' } },
  roles: [],
}

/** The resource a scope's prefix names, by its URI or its application's id. */
export function findResource(uri: string, config: Config): Resource | undefined {
  const name = uri.replace(/\/+$/, '').toLowerCase()
  if (name === GRAPH_URI || name === GRAPH_SERVICE_ID) return graph
  if (name === TEAMS_URI || name === TEAMS_SERVICE_ID) return teams
  if (name === CLIENTS_URI || name === CLIENTS_SERVICE_ID) return clients
  // Entra writes this audience as the client asked for it: the SDKs ask with a slash at the end.
  if (name === COMMUNICATION_URI) return { ...communication, audience: uri }
  const app = findApp(config, name.replace(/^api:\/\//, ''))
  const isApi = app && app.exposedScopes.length + app.appRoles.length > 0
  return isApi ? apiOf(app) : undefined
}

function apiOf(app: App): Resource {
  return {
    kind: 'api',
    displayName: app.displayName,
    uri: `api://${app.clientId}`,
    audience: app.clientId,
    tokenVersion: '2.0',
    scopes: Object.fromEntries(
      app.exposedScopes.map((name) => [name, { description: `Use ${app.displayName} as you` }]),
    ),
    roles: app.appRoles,
  }
}
