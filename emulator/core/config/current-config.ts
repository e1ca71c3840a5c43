import { readConsent } from '../store/consents'
import { roleAssignmentKey, servicePrincipalKey, type Store } from '../store/store'
import type { App, Config } from './config'
import { TEAMS_SERVICE_ID } from './microsoft-permissions'
import { appOf, withRequests } from './registered-app'

type Changes = Pick<Store, 'applications' | 'servicePrincipals' | 'roleAssignments' | 'consents'>

/** Who and what exists at `now`: the seed, with the applications that Graph has made, changed and deleted. */
export function currentConfig(seed: Config, changes: Changes, now: number): Config {
  const { applications, servicePrincipals, roleAssignments } = changes
  if (applications.size + servicePrincipals.size + roleAssignments.size === 0) return seed
  const apps = currentApps(seed, changes, now)
  return {
    ...seed,
    tenants: seed.tenants.map((tenant) => ({
      ...tenant,
      hasCommunicationServices:
        tenant.hasCommunicationServices ||
        servicePrincipals.has(servicePrincipalKey(tenant.id, TEAMS_SERVICE_ID)),
    })),
    apps: apps.map((app) => withAssignments(app, seed, changes)),
  }
}

function currentApps(seed: Config, changes: Changes, now: number): App[] {
  const { applications } = changes
  const untouched = seed.apps.filter(({ clientId }) => !applications.has(clientId))
  const registered = [...applications.values()].filter(
    ({ deletedDateTime }) => deletedDateTime === null,
  )
  const made = registered.map((registration) => {
    const seeded = seed.apps.find(({ clientId }) => clientId === registration.appId)
    const app = appOf(registration, seeded, now)
    return seeded ? app : { ...app, servicePrincipals: tenantsOf(app, seed, changes) }
  })
  const all = [...untouched, ...made]
  const asking = made.map((app, index) => {
    const registration = registered[index]
    return registration ? withRequests(app, registration, all) : app
  })
  return [...untouched, ...asking]
}

// Those where Graph has made its service principal, or a consent has.
function tenantsOf({ clientId }: App, { tenants, users }: Config, changes: Changes): string[] {
  const consenting = [...changes.consents]
    .map(readConsent)
    .filter((consent) => consent.clientId === clientId)
    .map(({ principalId }) => principalId)
  const isOf = (tenantId: string) => (principalId: string) =>
    principalId === tenantId ||
    users.some((user) => user.tenantId === tenantId && user.objectId === principalId)
  return tenants
    .map(({ id }) => id)
    .filter(
      (id) =>
        changes.servicePrincipals.has(servicePrincipalKey(id, clientId)) ||
        consenting.some(isOf(id)),
    )
}

function withAssignments(app: App, { users }: Config, { roleAssignments }: Changes): App {
  const appRoles = app.appRoles.map((role) => ({
    ...role,
    users: users
      .map(({ objectId }) => objectId)
      .filter(
        (id) =>
          role.users.includes(id) ||
          roleAssignments.has(roleAssignmentKey(id, app.clientId, role.value)),
      ),
  }))
  return { ...app, appRoles }
}
