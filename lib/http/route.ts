import 'server-only'
import { randomUUID } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { log, withCorrelationId } from '@/lib/log'
import { Problem } from './problem'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * A route handler that answers what `handler` returns, or a problem for what it throws. Every answer
 * is `no-store` and carries the correlation id.
 */
export function route(handler: (request: NextRequest) => Promise<Response>) {
  return async (request: NextRequest): Promise<Response> => {
    const given = request.headers.get('x-correlation-id')
    const correlationId = given && UUID.test(given) ? given : randomUUID()
    const response = await withCorrelationId(correlationId, () =>
      handler(request).catch((error: unknown) => toResponse(error, correlationId)),
    )
    response.headers.set('cache-control', 'no-store')
    response.headers.set('x-correlation-id', correlationId)
    return response
  }
}

function toResponse(error: unknown, correlationId: string): Response {
  const problem = error instanceof Problem ? error : new Problem('internal_error', { cause: error })
  if (problem.status >= 500) log().error({ err: problem, code: problem.code }, 'request failed')
  else log().info({ code: problem.code, err: problem.cause }, 'request refused')
  return Response.json(problem.toBody(correlationId), {
    status: problem.status,
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
