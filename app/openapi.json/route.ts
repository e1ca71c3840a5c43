import { ok } from '@/lib/http/responses'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { route } from '@/lib/http/route'
import { describeApi } from './describe-api'

export const GET = route(() => Promise.resolve(ok(describeApi())))

export const { POST, PUT, PATCH, DELETE, OPTIONS } = rejectOtherMethods('GET')
