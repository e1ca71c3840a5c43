import type { Emulator } from '../../core/emulator'
import { isGuid } from '../../core/guid'
import { type EmulatorRequest, parameter } from '../../core/http'
import { requireApiVersion } from '../api-version'
import { requireResource } from '../authenticate'
import { validationError } from '../errors'

/** What lets a Teams user, or a Teams resource account, use a resource for Teams Phone. */
export interface Assignment {
  resourceId: string
  tenantId: string
  objectId: string
  principalType: string
  /** The apps through which a user may. */
  clientIds?: string[] | undefined
}

type Place = Pick<Assignment, 'resourceId' | 'tenantId' | 'objectId'>

export function assignmentKey({ resourceId, tenantId, objectId }: Place): string {
  return `${resourceId} ${tenantId} ${objectId}`
}

/**
 * The place that a path names among the assignments of the resource that asks. Throws what
 * requireResource and requireApiVersion throw, then a 400 unless both ids are GUIDs.
 */
export async function requireAssignmentPlace(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<Place> {
  const { resourceId } = await requireResource(request, emulator)
  requireApiVersion(request, '2025-06-30')
  const [tenantId, objectId] = [guid(request, 'tenantId'), guid(request, 'objectId')]
  return { resourceId, tenantId, objectId }
}

function guid(request: EmulatorRequest, name: string): string {
  const value = parameter(request, name)
  if (isGuid(value)) return value.toLowerCase()
  throw validationError(`Provided ${name} has invalid format.`, name)
}

/** An assignment as the service shows it. */
export function assignmentResource({ objectId, tenantId, principalType, clientIds }: Assignment) {
  return { objectId, tenantId, principalType, ...(clientIds && { clientIds }) }
}
