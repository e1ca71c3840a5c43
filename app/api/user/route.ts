import { requireCaller } from '@/lib/auth/require-caller'
import type { IdentityResponse } from '@/lib/contract/schemas'
import { created, noContent, ok } from '@/lib/http/responses'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { route } from '@/lib/http/route'
import { deleteIdentity } from '@/lib/identity/delete-identity'
import { ensureIdentity } from '@/lib/identity/ensure-identity'
import { requireMapping } from '@/lib/identity/mapping'
import { limitCaller } from '@/lib/limits/rate-limit'

export const GET = route(async (request) => {
  const caller = await requireCaller(request)
  const { acsUserId } = await requireMapping(caller)
  return ok({ acsUserIdentity: acsUserId } satisfies IdentityResponse)
})

export const POST = route(async (request) => {
  const caller = await requireCaller(request)
  await limitCaller('token', caller)
  const { mapping, created: isNew } = await ensureIdentity(caller)
  const response: IdentityResponse = { acsUserIdentity: mapping.acsUserId }
  return isNew ? created(response) : ok(response)
})

export const DELETE = route(async (request) => {
  const caller = await requireCaller(request)
  await limitCaller('token', caller)
  await deleteIdentity(caller)
  return noContent()
})

export const { PUT, PATCH, OPTIONS } = rejectOtherMethods('GET', 'POST', 'DELETE')
