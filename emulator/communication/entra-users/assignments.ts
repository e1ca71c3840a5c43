import * as z from 'zod'
import type { Emulator } from '../../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse, json, readJson } from '../../core/http'
import type { EntraAssignment } from '../../core/store/records'
import { entraAssignmentKey } from '../../core/store/store'
import { ENTRA_USER_VERSIONS, requireApiVersion } from '../api-version'
import { requireResource } from '../authenticate'
import { CommunicationError, validationError } from '../errors'
import { requireGuidParameter } from '../guid-parameter'

// Source: azure-rest-api-specs, Identity/preview/2025-03-02-preview.
const guid = z.guid().toLowerCase()
const bodySchema = z.object({
  tenantId: guid,
  principalType: z.enum(['user', 'group', 'tenant']),
  clientIds: z.array(guid),
})
const updateSchema = z.record(guid, bodySchema.nullable())

/** GET /access/entra/assignments */
export async function listEntraAssignments(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const resourceId = await requireManagedResource(request, emulator)
  const assignments = [...emulator.store.entraAssignments.values()]
  return json(200, {
    value: assignments.filter((each) => each.resourceId === resourceId).map(shown),
  })
}

/** PATCH /access/entra/assignments: sets many at once, and removes those that are null. */
export async function patchEntraAssignments(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const resourceId = await requireManagedResource(request, emulator)
  const { entraAssignments } = emulator.store
  const value = []
  for (const [objectId, body] of Object.entries(readBodyAs(request, updateSchema))) {
    const assignment = body && { resourceId, objectId, ...body }
    const key = entraAssignmentKey({ resourceId, objectId })
    if (assignment) {
      entraAssignments.set(key, assignment)
      value.push(shown(assignment))
    } else entraAssignments.delete(key)
  }
  return value.length > 0 ? json(200, { value }) : empty(204)
}

/** GET /access/entra/assignments/{objectId} */
export async function getEntraAssignment(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const place = await requirePlace(request, emulator)
  const assignment = emulator.store.entraAssignments.get(entraAssignmentKey(place))
  if (assignment) return json(200, shown(assignment))
  throw new CommunicationError(404, 'NotFound', 'The assignment was not found.')
}

/** PUT /access/entra/assignments/{objectId}: 201 for a new one, 200 for a changed one. */
export async function putEntraAssignment(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const place = await requirePlace(request, emulator)
  const assignment = { ...place, ...readBodyAs(request, bodySchema) }
  const { entraAssignments } = emulator.store
  const status = entraAssignments.has(entraAssignmentKey(place)) ? 200 : 201
  entraAssignments.set(entraAssignmentKey(place), assignment)
  return json(status, shown(assignment))
}

/** DELETE /access/entra/assignments/{objectId}: 204, also when there was none. */
export async function deleteEntraAssignment(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const place = await requirePlace(request, emulator)
  emulator.store.entraAssignments.delete(entraAssignmentKey(place))
  return empty(204)
}

async function requireManagedResource(request: EmulatorRequest, emulator: Emulator) {
  const { resourceId } = await requireResource(request, emulator)
  requireApiVersion(request, ENTRA_USER_VERSIONS)
  return resourceId
}

async function requirePlace(request: EmulatorRequest, emulator: Emulator) {
  const resourceId = await requireManagedResource(request, emulator)
  return { resourceId, objectId: requireGuidParameter(request, 'objectId') }
}

function readBodyAs<T>(request: EmulatorRequest, schema: z.ZodType<T>): T {
  const body = schema.safeParse(readJson(request) ?? {})
  if (body.success) return body.data
  const field = body.error.issues[0]?.path.join('.') ?? ''
  throw validationError(`Provided ${field} is invalid.`, field)
}

// An assignment as the service shows it.
function shown({ objectId, tenantId, principalType, clientIds }: EntraAssignment) {
  return { objectId, tenantId, principalType, clientIds }
}
