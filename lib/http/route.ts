import 'server-only'
import { randomUUID } from 'node:crypto'
import { log } from '@/lib/observability/log'
import { loggedPath, logRequest } from '@/lib/observability/log-request'
import {
  setClientAddress,
  setPlatformToken,
  withRequestContext,
} from '@/lib/observability/request-context'
import { isStopping } from '@/lib/observability/shutdown'
import { recordRequest } from '@/lib/observability/telemetry'
import { allowOrigin } from './cross-origin/cors'
import { loggedAddress } from './client/logged-address'
import { Problem } from '@/lib/errors/problem'
import { hasUnreadBody } from './body/read-text'
import { requestPath } from './request-path'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * A route handler that responds with what `handler` returns, or a problem for what it throws. Every response
 * is `no-store`, carries the correlation id, and may be read by the origins on the allow-list.
 */
export function route<Incoming extends Request, Rest extends unknown[]>(
  handler: (request: Incoming, ...rest: Rest) => Promise<Response>,
) {
  return (request: Incoming, ...rest: Rest): Promise<Response> => {
    const startedAt = performance.now()
    const given = request.headers.get('x-correlation-id')
    const correlationId = given && UUID.test(given) ? given : randomUUID()
    return withRequestContext(
      correlationId,
      () => request.signal,
      async () => {
        setClientAddress(loggedAddress(request))
        setPlatformToken(request.headers.get('x-vercel-oidc-token'))
        const response = await handler(request, ...rest).catch((error: unknown) =>
          refuse(error, request, correlationId),
        )
        complete(response.headers, request, correlationId)
        record(request, response.status, (performance.now() - startedAt) / 1000)
        return response
      },
    )
  }
}

function complete(headers: Headers, request: Request, correlationId: string): void {
  headers.set('cache-control', 'no-store')
  headers.set('x-correlation-id', correlationId)
  allowOrigin(request, headers)
  // A connection that is kept alive would keep the process from ending; one on which a body may still
  // come would stay for as long as its client likes.
  if (isStopping() || hasUnreadBody(request)) headers.set('connection', 'close')
}

function record(request: Request, status: number, seconds: number): void {
  const { method } = request
  const completed = { method, path: requestPath(request), status, seconds }
  recordRequest(completed)
  logRequest(completed)
}

function refuse(error: unknown, request: Request, correlationId: string): Response {
  const problem = error instanceof Problem ? error : new Problem('internal_error', { cause: error })
  const { code, status } = problem
  const path = loggedPath(requestPath(request))
  const entry = { code, status, method: request.method, path }
  if (request.signal.aborted) log().info(entry, 'client went away')
  else if (status >= 500) log().error({ ...entry, err: problem }, 'request failed')
  else log().info({ ...entry, audit: 'denied', err: problem.cause }, 'request refused')
  return Response.json(problem.toBody(correlationId), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...challenge(problem),
      ...problem.headers,
    },
  })
}

// RFC 6750, section 3: a request without credentials gets no error code.
function challenge({ code, status, detail, claims }: Problem): Record<string, string> {
  if (status !== 401) return {}
  if (code === 'unauthenticated') return { 'www-authenticate': 'Bearer' }
  const parameters = [
    `error="${claims ? 'insufficient_claims' : 'invalid_token'}"`,
    `error_description="${detail.replace(/[^ -!#-[\]-~]/g, "'")}"`,
    ...(claims ? [`claims="${Buffer.from(claims).toString('base64')}"`] : []),
  ]
  return { 'www-authenticate': `Bearer ${parameters.join(', ')}` }
}
