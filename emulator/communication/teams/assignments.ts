import * as z from 'zod'
import type { Emulator } from '../../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse, json, readJson } from '../../core/http'
import type { Assignment } from '../../core/store/records'
import { assignmentKey } from '../../core/store/store'
import { IDENTITY_VERSIONS, requireApiVersion } from '../api-version'
import { requireResource } from '../authenticate'
import { CommunicationError, validationError } from '../errors'
import { requireGuidParameter } from '../guid-parameter'

// The specification says `resourceAccount` where the documentation says `teamsResourceAccount`.
const PRINCIPAL_TYPES = ['user', 'resourceAccount', 'teamsResourceAccount']

const bodySchema = z.object({
  principalType: z
    .string()
    .refine((text) => PRINCIPAL_TYPES.some((type) => type.toLowerCase() === text.toLowerCase())),
  clientIds: z.array(z.string()).optional(),
})

/** GET /access/teamsExtension/tenants/{tenantId}/assignments/{objectId} */
export async function getAssignment(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const place = await requirePlace(request, emulator)
  const assignment = emulator.store.assignments.get(assignmentKey(place))
  if (assignment) return json(200, assignmentResource(assignment))
  throw new CommunicationError(404, 'NotFound', 'The assignment was not found.')
}

/** PUT /access/teamsExtension/tenants/{tenantId}/assignments/{objectId}: 201 for a new one, 200 for a changed one. */
export async function putAssignment(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const place = await requirePlace(request, emulator)
  const assignment: Assignment = { ...place, ...readBody(request) }
  const { assignments } = emulator.store
  const status = assignments.has(assignmentKey(place)) ? 200 : 201
  assignments.set(assignmentKey(place), assignment)
  return json(status, assignmentResource(assignment))
}

/** DELETE /access/teamsExtension/tenants/{tenantId}/assignments/{objectId}: 204, also when there was none. */
export async function deleteAssignment(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const place = await requirePlace(request, emulator)
  emulator.store.assignments.delete(assignmentKey(place))
  return empty(204)
}

// The place that a path names among the assignments of the resource that asks. Throws what
// requireResource and requireApiVersion throw, then a 400 unless both ids are GUIDs.
async function requirePlace(request: EmulatorRequest, emulator: Emulator) {
  const { resourceId } = await requireResource(request, emulator)
  requireApiVersion(request, IDENTITY_VERSIONS, '2025-06-30')
  const [tenantId, objectId] = [
    requireGuidParameter(request, 'tenantId'),
    requireGuidParameter(request, 'objectId'),
  ]
  return { resourceId, tenantId, objectId }
}

function readBody(request: EmulatorRequest): z.infer<typeof bodySchema> {
  const body = bodySchema.safeParse(readJson(request))
  if (body.success) return body.data
  const field = String(body.error.issues[0]?.path[0] ?? 'principalType')
  throw validationError(`Provided ${field} is invalid.`, field)
}

// An assignment as the service shows it.
function assignmentResource({ objectId, tenantId, principalType, clientIds }: Assignment) {
  return { objectId, tenantId, principalType, ...(clientIds && { clientIds }) }
}
