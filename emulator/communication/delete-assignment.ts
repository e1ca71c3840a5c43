import type { Emulator } from '../emulator'
import { type Answer, type EmulatorRequest, empty } from '../http'
import { requireApiVersion } from './api-version'
import { assignmentKey, assignmentPlace } from './assignments'
import { requireResource } from './authenticate'

/** DELETE /access/teamsExtension/tenants/{tenantId}/assignments/{objectId}: 204, also when there was none. */
export async function deleteAssignment(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<Answer> {
  const resource = await requireResource(request, emulator)
  requireApiVersion(request, '2025-06-30')
  emulator.store.assignments.delete(assignmentKey(assignmentPlace(request, resource)))
  return empty(204)
}
