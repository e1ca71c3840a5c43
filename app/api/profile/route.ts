import { requireCaller } from '@/lib/auth/require-caller'
import type { ProfileResponse } from '@/lib/contract/schemas'
import { ok } from '@/lib/http/responses'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { route } from '@/lib/http/route'
import { limitCaller } from '@/lib/limits/rate-limit'
import { readProfile } from '@/lib/profile/read-profile'

export const GET = route(async (request) => {
  const caller = await requireCaller(request)
  await limitCaller('token', caller)
  return ok((await readProfile(caller)) satisfies ProfileResponse)
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = rejectOtherMethods('GET')
