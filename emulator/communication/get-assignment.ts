import type { Emulator } from '../emulator'
import { type Answer, type EmulatorRequest, json } from '../http'
import { requireApiVersion } from './api-version'
import { assignmentKey, assignmentPlace, assignmentResource } from './assignments'
import { requireResource } from './authenticate'
import { CommunicationError } from './errors'

/** GET /access/teamsExtension/tenants/{tenantId}/assignments/{objectId} */
export async function getAssignment(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const resource = await requireResource(request, emulator)
  requireApiVersion(request, '2025-06-30')
  const place = assignmentPlace(request, resource)
  const assignment = emulator.store.assignments.get(assignmentKey(place))
  if (assignment) return json(200, assignmentResource(assignment))
  throw new CommunicationError(404, 'NotFound', 'The assignment was not found.')
}
