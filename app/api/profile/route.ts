import { requireCaller } from '@/lib/auth/require-caller'
import type { ProfileAnswer } from '@/lib/contract/schemas'
import { ok } from '@/lib/http/answers'
import { methodNotAllowed } from '@/lib/http/method-not-allowed'
import { route } from '@/lib/http/route'
import { readProfile } from '@/lib/profile/read-profile'

export const GET = route(async (request) => {
  const caller = await requireCaller(request)
  return ok((await readProfile(caller)) satisfies ProfileAnswer)
})

export const POST = methodNotAllowed('GET')
export const PUT = POST
export const PATCH = POST
export const DELETE = POST
