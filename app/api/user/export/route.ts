import { requireCaller } from '@/lib/auth/require-caller'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { ok } from '@/lib/http/responses'
import { route } from '@/lib/http/route'
import { limitCaller } from '@/lib/limits/rate-limit'
import { exportPerson } from '@/lib/people/export-person'

export const GET = route(async (request) => {
  const caller = await requireCaller(request)
  await limitCaller('token', caller)
  return ok(await exportPerson(caller))
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = rejectOtherMethods('GET')
