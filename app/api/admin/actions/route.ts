import { requireOperator } from '@/lib/auth/require-operator'
import { actionRequest } from '@/lib/contract/schemas'
import { readJson } from '@/lib/http/body/read-json'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { ok } from '@/lib/http/responses'
import { route } from '@/lib/http/route'
import { limitCaller } from '@/lib/limits/rate-limit'
import { actOnPerson } from '@/lib/people/act-on-person'

export const POST = route(async (request) => {
  const operator = await requireOperator(request)
  await limitCaller('token', operator)
  const { action, ...person } = await readJson(request, actionRequest)
  return ok(await actOnPerson(operator, action, person))
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = rejectOtherMethods('POST')
