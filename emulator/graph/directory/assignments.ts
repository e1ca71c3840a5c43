import { listUsers } from '../../core/store/account-changes'
import type { Emulator } from '../../core/emulator'
import { guidOf, packGuids } from '../../core/guid'
import { readConsent } from '../../core/store/consents'
import { unknownObject } from '../path-user'
import { badRequest } from './collection'
import { type Principal, principalsOf } from './principals'

/** Somebody who has an app's role: a user, or another app for itself. */
export interface Assignment {
  id: string
  principal:
    | { type: 'User'; id: string; displayName: string }
    | { type: 'ServicePrincipal'; id: string; displayName: string; appId: string }
  resource: Principal
  role: { id: string; value: string }
}

interface Ends {
  principalId: string
  resourceId: string
  appRoleId: string
}

/** The assignments that were made in a tenant since the start, through Graph or by admin consent. */
export function assignmentsOf(tenantId: string, emulator: Emulator): Assignment[] {
  const principals = principalsOf(tenantId, emulator)
  const { consents, roleAssignments } = emulator.store
  const ofApps = [...consents].map(readConsent).flatMap((consent) => {
    if (!consent.isRole || consent.principalId !== tenantId) return []
    const slash = consent.permission.lastIndexOf('/')
    const resource = principals.find(({ uri }) => uri === consent.permission.slice(0, slash))
    const client = principals.find(({ appId }) => appId === consent.clientId)
    return ends(client?.id, resource, consent.permission.slice(slash + 1))
  })
  const ofUsers = [...roleAssignments].flatMap((key) => {
    const [objectId, clientId, ...value] = key.split(' ')
    return ends(
      objectId,
      principals.find(({ appId }) => appId === clientId),
      value.join(' '),
    )
  })
  return [...ofApps, ...ofUsers].flatMap((each) => findAssignment(each, tenantId, emulator) ?? [])
}

/** The assignment that a client asks for. Throws 404 for an unknown end of it, 400 for an unknown role. */
export function newAssignment(wanted: Ends, tenantId: string, emulator: Emulator): Assignment {
  const principals = principalsOf(tenantId, emulator)
  if (!principals.some(({ id }) => id === wanted.resourceId)) throw unknownObject(wanted.resourceId)
  if (!findHolder(wanted.principalId, tenantId, emulator)) throw unknownObject(wanted.principalId)
  const found = findAssignment(wanted, tenantId, emulator)
  if (!found) throw badRequest('Permission being assigned was not found on application')
  return found
}

function ends(principalId: string | undefined, resource: Principal | undefined, value: string) {
  const role = resource?.roles.find((each) => each.value === value)
  if (principalId === undefined || !resource || !role) return []
  return [{ principalId, resourceId: resource.id, appRoleId: role.id }]
}

function findAssignment(
  { principalId, resourceId, appRoleId }: Ends,
  tenantId: string,
  emulator: Emulator,
): Assignment | undefined {
  const principal = findHolder(principalId, tenantId, emulator)
  const resource = principalsOf(tenantId, emulator).find(({ id }) => id === resourceId)
  const role = resource?.roles.find(({ id, isEnabled }) => isEnabled && id === appRoleId)
  const members = principal?.type === 'User' ? 'User' : 'Application'
  if (!principal || !resource || !role?.allowedMemberTypes.includes(members)) return undefined
  if (role.value === null) return undefined
  // It begins with the holder's bytes, as Graph's do; what follows is opaque.
  const id = packGuids(principal.id, guidOf(`${resource.id} ${role.id}`))
  return { id, principal, resource, role: { id: role.id, value: role.value } }
}

function findHolder(
  id: string,
  tenantId: string,
  emulator: Emulator,
): Assignment['principal'] | undefined {
  const user = listUsers(emulator).find(
    (each) => each.tenantId === tenantId && each.objectId === id,
  )
  if (user) return { type: 'User', id, displayName: user.displayName }
  const principal = principalsOf(tenantId, emulator).find((each) => each.id === id)
  if (!principal) return undefined
  const { displayName, appId } = principal
  return { type: 'ServicePrincipal', id, displayName, appId }
}
