import { type App, type Config, findApp } from '../../core/config/config'
import {
  GRAPH_SERVICE_ID,
  graphRoles,
  graphScopes,
  TEAMS_SERVICE_ID,
  teamsScopes,
} from '../../core/config/microsoft-permissions'

export { GRAPH_SERVICE_ID, TEAMS_SERVICE_ID }

export interface Scope {
  /** By which registrations name it. */
  id?: string
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
  tokenVersion: '1.0' | '2.0'
  scopes: Partial<Record<string, Scope>>
  /** What apps may be granted for themselves, and users be assigned to. */
  roles: App['appRoles']
}

export const TEAMS_URI = 'https://auth.msft.communication.azure.com'
export const GRAPH_URI = 'https://graph.microsoft.com'
export const COMMUNICATION_URI = 'https://communication.azure.com'

export const graph: Resource = {
  kind: 'graph',
  displayName: 'Microsoft Graph',
  uri: GRAPH_URI,
  audience: GRAPH_URI,
  tokenVersion: '1.0',
  scopes: graphScopes,
  roles: Object.entries(graphRoles).map(([value, id]) => ({ id, value, users: [] })),
}

const teams: Resource = {
  kind: 'teams',
  displayName: 'Azure Communication Services',
  uri: TEAMS_URI,
  audience: TEAMS_URI,
  tokenVersion: '1.0',
  scopes: teamsScopes,
  roles: [],
}

const communication: Resource = {
  kind: 'communication',
  displayName: 'Azure Communication Services, management of identities',
  uri: COMMUNICATION_URI,
  audience: COMMUNICATION_URI,
  tokenVersion: '1.0',
  scopes: {},
  roles: [],
}

/** The resource a scope's prefix names, by its URI or its application's id. */
export function findResource(uri: string, config: Config): Resource | undefined {
  const name = uri.replace(/\/+$/, '').toLowerCase()
  if (name === GRAPH_URI || name === GRAPH_SERVICE_ID) return graph
  if (name === TEAMS_URI || name === TEAMS_SERVICE_ID) return teams
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
