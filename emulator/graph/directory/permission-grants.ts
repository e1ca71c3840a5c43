import * as z from 'zod'
import { listUsers } from '../../core/store/account-changes'
import type { Emulator } from '../../core/emulator'
import { packGuids } from '../../core/guid'
import {
  empty,
  type EmulatorRequest,
  type EmulatorResponse,
  parameter,
  readJson,
} from '../../core/http'
import { consentKey } from '../../core/store/consents'
import { GraphError } from '../errors'
import { unknownObject } from '../path-user'
import { requireReader, requireWriter } from './access'
import { badRequest, collection, single } from './collection'
import { type Grant, grantsOf } from './grants'
import { principalsOf } from './principals'
import { parse } from './read-application'

const WRITE = ['DelegatedPermissionGrant.ReadWrite.All', 'Directory.ReadWrite.All']
const NAME = 'oauth2PermissionGrants'

const scope = z.string()
const createSchema = z
  .strictObject({
    clientId: z.guid().toLowerCase(),
    consentType: z.enum(['AllPrincipals', 'Principal']),
    principalId: z.guid().toLowerCase().nullable().default(null),
    resourceId: z.guid().toLowerCase(),
    scope,
    startTime: z.string().optional(),
    expiryTime: z.string().optional(),
  })
  .refine(
    ({ consentType, principalId }) => (consentType === 'Principal') === (principalId !== null),
    { path: ['principalId'], message: 'goes with the consent type Principal' },
  )

/** GET /v1.0/oauth2PermissionGrants: what users and administrators have consented to, on pages or through Graph. */
export async function listGrants(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireReader(request, emulator, ...WRITE, 'Directory.Read.All')
  return collection(NAME, grantsOf(tenantId, emulator).map(shown), request, emulator)
}

/** POST /v1.0/oauth2PermissionGrants. Source: https://learn.microsoft.com/graph/api/oauth2permissiongrant-post */
export async function createGrant(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireWriter(request, emulator, ...WRITE)
  const body = parse(createSchema, readJson(request))
  const principals = principalsOf(tenantId, emulator)
  const client = principals.find(({ id }) => id === body.clientId)
  const resource = principals.find(({ id }) => id === body.resourceId)
  if (!client) throw unknownObject(body.clientId)
  if (!resource) throw unknownObject(body.resourceId)
  const { principalId } = body
  const isUser = listUsers(emulator).some(
    (user) => user.tenantId === tenantId && user.objectId === principalId,
  )
  if (principalId !== null && !isUser) throw unknownObject(principalId)
  const id = packGuids(client.id, resource.id, ...(principalId === null ? [] : [principalId]))
  const grant = { id, client, resource, principalId, scopes: names(body.scope) }
  if (grant.scopes.length === 0) throw badRequest('A grant needs at least one scope.')
  if (grantsOf(tenantId, emulator).some((each) => each.id === id)) {
    throw new GraphError(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      'Permission entry already exists.',
    )
  }
  replace(grant, grant.scopes, tenantId, emulator)
  return single(201, NAME, shown(grant), request, emulator)
}

/** GET /v1.0/oauth2PermissionGrants/{id} */
export async function getGrant(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireReader(request, emulator, ...WRITE, 'Directory.Read.All')
  return single(200, NAME, shown(requireGrant(request, tenantId, emulator)), request, emulator)
}

/** PATCH of the same address: its scopes, all of them. */
export async function updateGrant(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireWriter(request, emulator, ...WRITE)
  const grant = requireGrant(request, tenantId, emulator)
  const body = parse(z.strictObject({ scope }), readJson(request))
  replace(grant, names(body.scope), tenantId, emulator)
  return empty(204)
}

/** DELETE of the same address. */
export async function deleteGrant(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireWriter(request, emulator, ...WRITE)
  replace(requireGrant(request, tenantId, emulator), [], tenantId, emulator)
  return empty(204)
}

// A grant is its scopes: without any there is none.
function replace(grant: Grant, scopes: string[], tenantId: string, { store }: Emulator): void {
  const { client, resource, principalId } = grant
  const keyOf = (name: string) =>
    consentKey(principalId ?? tenantId, client.appId, `${resource.uri}/${name}`)
  for (const name of grant.scopes) store.consents.delete(keyOf(name))
  for (const name of scopes) store.consents.add(keyOf(name))
}

function requireGrant(request: EmulatorRequest, tenantId: string, emulator: Emulator): Grant {
  const wanted = parameter(request, 'id')
  const found = grantsOf(tenantId, emulator).find(({ id }) => id === wanted)
  if (!found) throw unknownObject(wanted)
  return found
}

function names(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter(Boolean))]
}

function shown({ id, client, resource, principalId, scopes }: Grant) {
  return {
    id,
    clientId: client.id,
    consentType: principalId === null ? 'AllPrincipals' : 'Principal',
    principalId,
    resourceId: resource.id,
    scope: scopes.join(' '),
  }
}
