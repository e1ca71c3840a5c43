import { ok } from '@/lib/http/answers'
import { methodNotAllowed } from '@/lib/http/method-not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(() => Promise.resolve(ok({ status: 'ok' })))

export const POST = methodNotAllowed('GET')
export const PUT = POST
export const PATCH = POST
export const DELETE = POST
