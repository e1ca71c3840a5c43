import type { Emulator } from '../../core/emulator'
import { type Answer, type EmulatorRequest, json } from '../../core/http'
import { assignmentKey, assignmentResource, requireAssignmentPlace } from './assignments'
import { CommunicationError } from '../errors'

/** GET /access/teamsExtension/tenants/{tenantId}/assignments/{objectId} */
export async function getAssignment(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const place = await requireAssignmentPlace(request, emulator)
  const assignment = emulator.store.assignments.get(assignmentKey(place))
  if (assignment) return json(200, assignmentResource(assignment))
  throw new CommunicationError(404, 'NotFound', 'The assignment was not found.')
}
