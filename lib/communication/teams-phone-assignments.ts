import 'server-only'
import * as z from 'zod'
import { invalidRequest } from '@/lib/errors/invalid-request'
import { Problem } from '@/lib/errors/problem'
import { callAcsByRest } from './call-acs'
import { acsProblem, acsResponse } from './errors'

// The first stable version that has them.
const apiVersion = '2025-06-30'

/** A person or resource account of Teams, by the ids of their tenant and their own. */
const placeForm = z.object({ tenantId: z.guid(), objectId: z.guid() })
const assignmentForm = placeForm.extend({
  principalType: z.enum(['user', 'resourceAccount']),
  clientIds: z.array(z.guid()),
})

export type Place = z.infer<typeof placeForm>

/** Who may use Teams Phone by this resource, and through which apps. */
export type TeamsPhoneAssignment = z.infer<typeof assignmentForm>

// The documentation says teamsResourceAccount where the specification says resourceAccount.
const responseForm = assignmentForm.extend({
  principalType: z
    .string()
    .transform((type) => (/^user$/i.test(type) ? ('user' as const) : ('resourceAccount' as const))),
  clientIds: z.array(z.guid()).default([]),
})

/**
 * An assignment; null where there is none. Throws `invalid_request` for ids that are no GUIDs, or an upstream
 * problem. Source: azure-rest-api-specs, Identity, `routes.tsp`
 */
export async function findTeamsPhoneAssignment(place: Place): Promise<TeamsPhoneAssignment | null> {
  const path = pathOf(place)
  const { status, body } = await callAcsByRest(
    'teamsPhoneAssignment',
    (send, abortSignal) => send({ method: 'GET', path, apiVersion, abortSignal }, [404]),
    { isRepeatable: true },
  )
  return status === 404 ? null : read(body)
}

/** Makes an assignment, or replaces the one there is, and says which. Throws as findTeamsPhoneAssignment does. */
export async function setTeamsPhoneAssignment(
  assignment: TeamsPhoneAssignment,
): Promise<'created' | 'replaced'> {
  const { principalType, clientIds } = check(assignmentForm, assignment)
  const path = pathOf(assignment)
  const body = { principalType, clientIds }
  const { status } = await callAcsByRest(
    'teamsPhoneAssignment',
    (send, abortSignal) => send({ method: 'PUT', path, apiVersion, body, abortSignal }),
    { isRepeatable: true, toProblem },
  )
  return status === 201 ? 'created' : 'replaced'
}

/** Removes an assignment, or does nothing where there is none. Throws as findTeamsPhoneAssignment does. */
export async function removeTeamsPhoneAssignment(place: Place): Promise<void> {
  const path = pathOf(place)
  await callAcsByRest(
    'teamsPhoneAssignment',
    (send, abortSignal) => send({ method: 'DELETE', path, apiVersion, abortSignal }, [404]),
    { isRepeatable: true },
  )
}

function pathOf(place: Place): string {
  const { tenantId, objectId } = check(placeForm, place)
  return `/access/teamsExtension/tenants/${tenantId}/assignments/${objectId}`
}

function check<Form extends z.ZodType>(form: Form, value: unknown): z.output<Form> {
  const { error, data } = form.safeParse(value)
  if (error) throw invalidRequest(error)
  return data
}

function read(body: unknown): TeamsPhoneAssignment {
  const { error, data } = responseForm.safeParse(body)
  if (error) throw new Problem('upstream_failed', { cause: error })
  return data
}

// What ACS says of an assignment it doesn't take is for whoever asked for it.
function toProblem(error: unknown): Error {
  if (acsResponse(error)?.status !== 400) return acsProblem(error)
  return new Problem('invalid_request', { cause: error })
}
