import { guidOf } from '../guid'
import type { App } from './config'
import {
  GRAPH_SERVICE_ID,
  graphRoles,
  graphScopes,
  TEAMS_SERVICE_ID,
  teamsScopes,
} from './microsoft-permissions'

/** The id of a scope that an app exposes: made of its name, unless it was registered with one. */
export function scopeId({ clientId, scopeIds }: App, name: string): string {
  return scopeIds?.[name] ?? guidOf(`${clientId} scope ${name}`)
}

/** The id of an app's role. */
export function roleId({ clientId }: App, { id, value }: App['appRoles'][number]): string {
  return id ?? guidOf(`${clientId} role ${value}`)
}

/** What the full names of an app's permissions begin with. */
export function apiUri({
  clientId,
  identifierUris,
}: Pick<App, 'clientId' | 'identifierUris'>): string {
  return identifierUris ? (identifierUris[0] ?? clientId) : `api://${clientId}`
}

/** The full name of a permission that a registration names by id; undefined when nobody exposes it. */
export function permissionName(
  resourceAppId: string,
  { id, type }: { id: string; type: 'Scope' | 'Role' },
  apps: readonly App[],
): string | undefined {
  const named = permissionsOf(resourceAppId, type, apps)
  const name = named?.permissions.find((permission) => permission.id === id)?.name
  return name === undefined ? undefined : `${named?.uri ?? ''}/${name}`
}

function permissionsOf(resourceAppId: string, type: 'Scope' | 'Role', apps: readonly App[]) {
  if (resourceAppId === GRAPH_SERVICE_ID) {
    const permissions = type === 'Scope' ? idsOf(graphScopes) : graphRoles
    return { uri: 'https://graph.microsoft.com', permissions: entries(permissions) }
  }
  if (resourceAppId === TEAMS_SERVICE_ID) {
    const permissions = type === 'Scope' ? idsOf(teamsScopes) : {}
    return { uri: 'https://auth.msft.communication.azure.com', permissions: entries(permissions) }
  }
  const app = apps.find(({ clientId }) => clientId === resourceAppId)
  if (!app) return undefined
  const permissions =
    type === 'Scope'
      ? app.exposedScopes.map((name) => ({ name, id: scopeId(app, name) }))
      : app.appRoles.map((role) => ({ name: role.value, id: roleId(app, role) }))
  return { uri: apiUri(app), permissions }
}

function idsOf(scopes: Record<string, { id: string }>): Record<string, string> {
  return Object.fromEntries(Object.entries(scopes).map(([name, { id }]) => [name, id]))
}

function entries(ids: Record<string, string>) {
  return Object.entries(ids).map(([name, id]) => ({ name, id }))
}
