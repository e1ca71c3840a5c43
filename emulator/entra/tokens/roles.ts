import type { App, Config, User } from '../../core/config/config'
import { roleConsentKey } from '../../core/store/consents'
import type { Store } from '../../core/store/store'
import type { PermissionList } from '../authorize/consent-question'
import type { Resource } from './resources'
import { fullName, splitPermission } from './scopes'

/** The roles of a resource that a user is assigned to. */
export function rolesOfUser({ objectId }: User, { roles }: Pick<Resource, 'roles'>): string[] {
  return roles.filter(({ users }) => users.includes(objectId)).map(({ value }) => value)
}

/** The application permissions on a resource that an app was granted, in general or in a tenant. */
export function rolesOfApp(app: App, resource: Resource, tenantId: string, store: Store): string[] {
  return resource.roles
    .map(({ value }) => value)
    .filter((value) => {
      const role = fullName(resource, value)
      return (
        app.consentedRoles.includes(role) ||
        store.consents.has(roleConsentKey(tenantId, app.clientId, role))
      )
    })
}

/** Lets an app act with its requested roles in a tenant. */
export function grantRoles(app: App, tenantId: string, store: Store): void {
  for (const role of app.requestedRoles)
    store.consents.add(roleConsentKey(tenantId, app.clientId, role))
}

/** The application permissions an app's registration asks for. */
export function requestedRoles({ requestedRoles: asked }: App, config: Config): PermissionList {
  const list: PermissionList = []
  for (const { resource, name } of asked.map((role) => splitPermission(role, config))) {
    const known = list.find((each) => each.resource.uri === resource.uri)
    if (known) known.names.push(name)
    else list.push({ resource, names: [name] })
  }
  return list
}
