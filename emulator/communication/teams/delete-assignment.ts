import type { Emulator } from '../../core/emulator'
import { type Answer, type EmulatorRequest, empty } from '../../core/http'
import { assignmentKey, requireAssignmentPlace } from './assignments'

/** DELETE /access/teamsExtension/tenants/{tenantId}/assignments/{objectId}: 204, also when there was none. */
export async function deleteAssignment(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<Answer> {
  const place = await requireAssignmentPlace(request, emulator)
  emulator.store.assignments.delete(assignmentKey(place))
  return empty(204)
}
