import { requireOperator } from '@/lib/auth/require-operator'
import { personQuery } from '@/lib/contract/schemas'
import { readQuery } from '@/lib/http/read-query'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { ok } from '@/lib/http/responses'
import { route } from '@/lib/http/route'
import { limitCaller } from '@/lib/limits/rate-limit'
import { exportForOperator } from '@/lib/people/act-on-person'

export const GET = route(async (request) => {
  const operator = await requireOperator(request)
  await limitCaller('token', operator)
  return ok(await exportForOperator(operator, readQuery(request, personQuery)))
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = rejectOtherMethods('GET')
