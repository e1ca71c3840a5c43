import * as z from 'zod'
import type { Emulator } from '../../core/emulator'
import {
  empty,
  type EmulatorRequest,
  type EmulatorResponse,
  parameter,
  readJson,
} from '../../core/http'
import { roleConsentKey } from '../../core/store/consents'
import { roleAssignmentKey } from '../../core/store/store'
import { unknownObject } from '../path-user'
import { READ_APPLICATIONS, requireReader, requireWriter } from './access'
import { type Assignment, assignmentsOf, newAssignment } from './assignments'
import { badRequest, collection, single } from './collection'
import { parse } from './read-application'
import { requirePrincipal } from './service-principals'

const WRITE = 'AppRoleAssignment.ReadWrite.All'

const guid = z.guid().toLowerCase()
const createSchema = z.strictObject({ principalId: guid, resourceId: guid, appRoleId: guid })

/** Which end of an assignment the path names. */
type Side = 'appRoleAssignments' | 'appRoleAssignedTo'

/**
 * The endpoints of /v1.0/servicePrincipals/{id}/appRoleAssignments, what the app has of others, or of
 * …/appRoleAssignedTo, what others have of it.
 * Sources: https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto; that reading
 * applications is needed, too: https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/3970
 */
export function roleAssignmentEndpoints(side: Side) {
  return {
    list: async (request: EmulatorRequest, emulator: Emulator): Promise<EmulatorResponse> => {
      const tenantId = await requireReader(request, emulator, ...READ_APPLICATIONS)
      const { name, all } = assignmentsAt(side, request, tenantId, emulator)
      return collection(name, all.map(shown), request, emulator)
    },

    create: async (request: EmulatorRequest, emulator: Emulator): Promise<EmulatorResponse> => {
      const tenantId = await requireAssigner(request, emulator)
      const { name, end } = assignmentsAt(side, request, tenantId, emulator)
      const body = parse(createSchema, readJson(request))
      const named = side === 'appRoleAssignments' ? body.principalId : body.resourceId
      if (named !== end.id) throw badRequest('Not a valid reference update.')
      const assignment = newAssignment(body, tenantId, emulator)
      if (assignmentsOf(tenantId, emulator).some(({ id }) => id === assignment.id)) {
        throw badRequest('Permission being assigned already exists on the object')
      }
      keySetOf(assignment, emulator).add(keyOf(assignment, tenantId))
      return single(201, name, shown(assignment), request, emulator)
    },

    remove: async (request: EmulatorRequest, emulator: Emulator): Promise<EmulatorResponse> => {
      const tenantId = await requireAssigner(request, emulator)
      const wanted = parameter(request, 'assignment')
      const { all } = assignmentsAt(side, request, tenantId, emulator)
      const assignment = all.find(({ id }) => id === wanted)
      if (!assignment) throw unknownObject(wanted)
      keySetOf(assignment, emulator).delete(keyOf(assignment, tenantId))
      return empty(204)
    },
  }
}

async function requireAssigner(request: EmulatorRequest, emulator: Emulator): Promise<string> {
  await requireWriter(request, emulator, WRITE)
  return requireReader(request, emulator, ...READ_APPLICATIONS)
}

function assignmentsAt(side: Side, request: EmulatorRequest, tenantId: string, emulator: Emulator) {
  const end = requirePrincipal(request, tenantId, emulator)
  const all = assignmentsOf(tenantId, emulator).filter(({ principal, resource }) =>
    side === 'appRoleAssignments' ? principal.id === end.id : resource.id === end.id,
  )
  return { end, all, name: `servicePrincipals('${end.id}')/${side}` }
}

function keySetOf({ principal }: Assignment, { store }: Emulator): Set<string> {
  return principal.type === 'User' ? store.roleAssignments : store.consents
}

function keyOf({ principal, resource, role }: Assignment, tenantId: string): string {
  return principal.type === 'User'
    ? roleAssignmentKey(principal.id, resource.appId, role.value)
    : roleConsentKey(tenantId, principal.appId, `${resource.uri}/${role.value}`)
}

function shown({ id, principal, resource, role }: Assignment) {
  return {
    id,
    deletedDateTime: null,
    appRoleId: role.id,
    createdDateTime: null,
    principalDisplayName: principal.displayName,
    principalId: principal.id,
    principalType: principal.type,
    resourceDisplayName: resource.displayName,
    resourceId: resource.id,
  }
}
