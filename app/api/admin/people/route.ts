import { requireOperator } from '@/lib/auth/require-operator'
import { peopleQuery, type PeopleResponse } from '@/lib/contract/schemas'
import { readQuery } from '@/lib/http/read-query'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { ok } from '@/lib/http/responses'
import { route } from '@/lib/http/route'
import { limitCaller } from '@/lib/limits/rate-limit'
import { findPeople } from '@/lib/people/find-people'
import { toPeopleResponse } from '@/lib/people/people-response'

export const GET = route(async (request) => {
  const operator = await requireOperator(request)
  await limitCaller('token', operator)
  const found = await findPeople(readQuery(request, peopleQuery), operator)
  return ok(toPeopleResponse(found) satisfies PeopleResponse)
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = rejectOtherMethods('GET')
