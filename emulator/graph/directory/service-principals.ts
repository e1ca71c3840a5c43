import * as z from 'zod'
import type { Emulator } from '../../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse, readJson } from '../../core/http'
import { servicePrincipalKey } from '../../core/store/store'
import { TEAMS_SERVICE_ID } from '../../entra/tokens/resources'
import { GraphError } from '../errors'
import { READ_APPLICATIONS, requireReader, requireWriter, WRITE_APPLICATIONS } from './access'
import { badRequest, collection, single } from './collection'
import { forgetConsentsOf } from './consents'
import { requirePathEntity } from './path-entity'
import { type Principal, principalsOf } from './principals'
import { parse } from './read-application'
import { registrationsOf } from './registrations'

// Tags are taken, and not kept.
const createSchema = z.strictObject({
  appId: z.guid().toLowerCase(),
  accountEnabled: z.literal(true).optional(),
  tags: z.array(z.string()).optional(),
})

/** GET /v1.0/servicePrincipals */
export async function listServicePrincipals(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireReader(request, emulator, ...READ_APPLICATIONS)
  const principals = principalsOf(tenantId, emulator).map(servicePrincipalResource)
  return collection('servicePrincipals', principals, request, emulator)
}

/** POST /v1.0/servicePrincipals, for a registered application or for ACS, which a tenant may lack. */
export async function createServicePrincipal(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireWriter(request, emulator, WRITE_APPLICATIONS)
  const { appId } = parse(createSchema, readJson(request))
  if (principalsOf(tenantId, emulator).some((each) => each.appId === appId)) {
    throw new GraphError(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    )
  }
  const registered = registrationsOf(tenantId, emulator).some((each) => each.appId === appId)
  if (!registered && appId !== TEAMS_SERVICE_ID) {
    throw badRequest(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
      'NoBackingApplicationObject',
    )
  }
  emulator.store.servicePrincipals.add(servicePrincipalKey(tenantId, appId))
  const made = principalsOf(tenantId, emulator).filter((each) => each.appId === appId)
  const [principal = {}] = made.map(servicePrincipalResource)
  return single(201, 'servicePrincipals', principal, request, emulator)
}

/** GET /v1.0/servicePrincipals/{id}, /v1.0/servicePrincipals(appId='…') */
export async function getServicePrincipal(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireReader(request, emulator, ...READ_APPLICATIONS)
  const principal = requirePrincipal(request, tenantId, emulator)
  return single(200, 'servicePrincipals', servicePrincipalResource(principal), request, emulator)
}

/** DELETE of the same addresses, with what the app was granted in the tenant. The seed's stay. */
export async function deleteServicePrincipal(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireWriter(request, emulator, WRITE_APPLICATIONS)
  const { appId } = requirePrincipal(request, tenantId, emulator)
  const { store, config } = emulator
  const users = config.users.filter((user) => user.tenantId === tenantId)
  const isHere = (id: string) => id === tenantId || users.some(({ objectId }) => objectId === id)
  store.servicePrincipals.delete(servicePrincipalKey(tenantId, appId))
  forgetConsentsOf(appId, isHere, store)
  return empty(204)
}

/** The service principal that the path names, by its id or as `(appId='…')`. Throws 404. */
export function requirePrincipal(
  request: EmulatorRequest,
  tenantId: string,
  emulator: Emulator,
): Principal {
  return requirePathEntity(request, principalsOf(tenantId, emulator))
}

/** A service principal as Graph shows it. */
export function servicePrincipalResource({ id, appId, displayName, ...principal }: Principal) {
  return {
    id,
    deletedDateTime: null,
    accountEnabled: true,
    appDisplayName: displayName,
    appId,
    appOwnerOrganizationId: principal.ownerTenantId,
    appRoleAssignmentRequired: false,
    displayName,
    replyUrls: principal.replyUrls,
    servicePrincipalNames: principal.names,
    servicePrincipalType: 'Application',
    tags: [],
    appRoles: principal.roles,
    oauth2PermissionScopes: principal.scopes,
    keyCredentials: [],
    passwordCredentials: [],
  }
}
