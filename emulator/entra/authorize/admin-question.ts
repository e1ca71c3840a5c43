import type { App, Config } from '../../core/config/config'
import type { Store } from '../../core/store/store'
import { giveConsent } from './consent'
import type { PermissionList } from './consent-question'
import { EntraError } from '../errors'
import { grantRoles, requestedRoles } from '../tokens/roles'
import {
  DEFAULT_SCOPE,
  fullName,
  isSignInScope,
  parseScopes,
  type ScopeRequest,
} from '../tokens/scopes'

/** What an administrator is asked to grant: scopes for everyone, roles for the app itself. */
export interface AdminQuestion {
  scopes: PermissionList
  roles: PermissionList
}

/** All that the app's registration asks for. */
export function registeredPermissions(app: App, config: Config): AdminQuestion {
  const scopes = parseScopes(app.requestedScopes.join(' '), config)
  return { scopes: listed(scopes), roles: requestedRoles(app, config) }
}

/** What a `scope` parameter asks for: `.default` means the registration. Throws AADSTS900144, 70011 or 500011. */
export function permissionsOf(scope: string | null, app: App, config: Config): AdminQuestion {
  if (!scope) throw new EntraError(900144, 'scope')
  const request = parseScopes(scope, config)
  const names = request.targets.flatMap((target) => target.names)
  if (names.includes(DEFAULT_SCOPE)) return registeredPermissions(app, config)
  return { scopes: listed(request), roles: [] }
}

/** Remembers the administrator's consent for the tenant. Returns the scopes' full names. */
export function grantForTenant(
  { scopes, roles }: AdminQuestion,
  app: App,
  tenantId: string,
  store: Store,
): string[] {
  for (const { resource, names } of scopes) giveConsent(resource, names, app, tenantId, store)
  if (roles.length > 0) grantRoles(app, tenantId, store)
  return scopes.flatMap(({ resource, names }) => names.map((name) => fullName(resource, name)))
}

function listed({ targets }: ScopeRequest): PermissionList {
  return targets.map(({ resource, names }) => ({
    resource,
    names: names.filter((name) => !isSignInScope(name)),
  }))
}
