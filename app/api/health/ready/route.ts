import { isDatabaseReady } from '@/lib/db/is-ready'
import { ok, unavailable } from '@/lib/http/responses'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { route } from '@/lib/http/route'
import { isStopping } from '@/lib/observability/shutdown'

export const GET = route(async () => {
  const isReady = !isStopping() && (await isDatabaseReady())
  return isReady ? ok({ status: 'ok' }) : unavailable({ status: 'unavailable' })
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = rejectOtherMethods('GET')
