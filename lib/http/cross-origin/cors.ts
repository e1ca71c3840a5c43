import 'server-only'
import { env } from '@/lib/env'
import { logRefusedOrigin } from './log-refused-origin'

// The last three are what tracing libraries (https://www.w3.org/TR/trace-context/) and older HTTP clients
// add by themselves.
const ALLOWED_HEADERS =
  'authorization, content-type, teams-user-aad-token, x-correlation-id, traceparent, tracestate, x-requested-with'
const EXPOSED_HEADERS = 'retry-after, www-authenticate, x-correlation-id'
const PREFLIGHT_SECONDS = 600

/**
 * Lets pages of the origins on the allow-list read a response. Cookies are never let in: those pages
 * use Bearer tokens. An origin that is refused is named in the log.
 * Source: https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function allowOrigin(request: Request, response: Headers): void {
  const { appUrl, corsAllowedOrigins } = env()
  if (corsAllowedOrigins.length > 0) response.append('vary', 'Origin')
  const origin = request.headers.get('origin')
  if (!origin || origin === appUrl) return
  if (!corsAllowedOrigins.includes(origin)) {
    logRefusedOrigin(origin)
    return
  }
  response.set('access-control-allow-origin', origin)
  response.set('access-control-expose-headers', EXPOSED_HEADERS)
}

/** The response to a browser that asks what it may send; allowOrigin says whether its page may. */
export function preflight(methods: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      allow: methods,
      'access-control-allow-methods': methods,
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    },
  })
}
