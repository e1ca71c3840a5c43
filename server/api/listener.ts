import type { RequestListener } from 'node:http'
import { toNodeHandler } from 'srvx/node'
import { routes } from 'virtual:routes'
import { withConnection } from '@/lib/http/client/connection'
import { requestPath } from '@/lib/http/request-path'
import { log } from '@/lib/observability/log'
import { openerPolicy, securityHeaders } from '@/lib/web/security-headers.js'
import { createDispatcher } from './dispatch'

const find = createDispatcher(routes)
const headers = [...securityHeaders, openerPolicy]

const respond = toNodeHandler(async (request: Request) => {
  const handle = find(requestPath(request), request.method)
  const response = await handle(request)
  for (const { key, value } of headers) response.headers.set(key, value)
  return response
}) as (...incoming: Parameters<RequestListener>) => Promise<void>

/** Responds to requests of the API. */
export const apiListener: RequestListener = (request, response) => {
  const { remoteAddress } = request.socket
  withConnection({ remoteAddress }, () => respond(request, response)).catch((err: unknown) => {
    // A handler makes a problem of whatever is thrown; this is about sending it.
    log().error({ err }, 'response could not be sent')
    response.destroy()
  })
}

// next-auth's own paths are left to Next.js, in which it runs.
const OWN = /^\/(?:openapi\.json|api(?:\/(?!auth\/)[^?]*)?)(?:\?|$)/

/** Whether a request's target is the API's. */
export function isOfApi(target: string): boolean {
  return OWN.test(target)
}
