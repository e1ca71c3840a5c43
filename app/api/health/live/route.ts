import { ok } from '@/lib/http/responses'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { route } from '@/lib/http/route'

export const GET = route(() => Promise.resolve(ok({ status: 'ok' })))

export const { POST, PUT, PATCH, DELETE, OPTIONS } = rejectOtherMethods('GET')
