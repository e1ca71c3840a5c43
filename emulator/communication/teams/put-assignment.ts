import { z } from 'zod'
import type { Emulator } from '../../core/emulator'
import { type Answer, type EmulatorRequest, json, readJson } from '../../core/http'
import {
  type Assignment,
  assignmentKey,
  assignmentResource,
  requireAssignmentPlace,
} from './assignments'
import { validationError } from '../errors'

// The specification says `resourceAccount` where the documentation says `teamsResourceAccount`.
const PRINCIPAL_TYPES = ['user', 'resourceAccount', 'teamsResourceAccount']

const bodySchema = z.object({
  principalType: z
    .string()
    .refine((text) => PRINCIPAL_TYPES.some((type) => type.toLowerCase() === text.toLowerCase())),
  clientIds: z.array(z.string()).optional(),
})

/** PUT /access/teamsExtension/tenants/{tenantId}/assignments/{objectId}: 201 for a new one, 200 for a changed one. */
export async function putAssignment(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const place = await requireAssignmentPlace(request, emulator)
  const assignment: Assignment = { ...place, ...readBody(request) }
  const { assignments } = emulator.store
  const status = assignments.has(assignmentKey(place)) ? 200 : 201
  assignments.set(assignmentKey(place), assignment)
  return json(status, assignmentResource(assignment))
}

function readBody(request: EmulatorRequest): z.infer<typeof bodySchema> {
  const body = bodySchema.safeParse(readJson(request))
  if (body.success) return body.data
  const field = String(body.error.issues[0]?.path[0] ?? 'principalType')
  throw validationError(`Provided ${field} is invalid.`, field)
}
