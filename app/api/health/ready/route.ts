import { isDatabaseReady } from '@/lib/db/is-ready'
import { ok, unavailable } from '@/lib/http/answers'
import { methodNotAllowed } from '@/lib/http/method-not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(async () => {
  const isReady = await isDatabaseReady()
  return isReady ? ok({ status: 'ok' }) : unavailable({ status: 'unavailable' })
})

export const POST = methodNotAllowed('GET')
export const PUT = POST
export const PATCH = POST
export const DELETE = POST
