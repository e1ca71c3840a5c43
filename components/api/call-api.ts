import { clearMsalCache } from '@/components/entra/msal-cache'
import type { ProblemResponse } from '@/lib/contract/schemas'
import { type RequestTrace, maskHeaders, toMaskedJson } from './request-trace'

/** The outcome of an API call: a body of the contract's type or a problem, and its trace. */
export type Outcome<Body> = { trace: RequestTrace } & (
  { ok: true; status: number; body: Body } | { ok: false; problem: ProblemResponse }
)

export type Method = 'GET' | 'POST' | 'DELETE'

interface CallOptions {
  body?: object
  headers?: Record<string, string>
  /** Whether the operation requires authentication; most do. */
  authenticates?: boolean
}

/** Calls this app's API with the session; never throws. */
export async function callApi<Body>(
  method: Method,
  path: string,
  { body, headers: own = {}, authenticates = true }: CallOptions = {},
): Promise<Outcome<Body>> {
  const start = performance.now()
  const traceOf = (status: number, correlationId: string, response: unknown): RequestTrace => ({
    method,
    path,
    authenticates,
    requestHeaders: maskHeaders(own),
    requestBody: body && toMaskedJson(body),
    status,
    milliseconds: Math.round(performance.now() - start),
    correlationId,
    responseBody: response === undefined ? '' : toMaskedJson(response),
  })
  try {
    const response = await fetch(path, {
      method,
      headers: { ...own, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const { status, headers } = response
    const responseBody: unknown = status === 204 ? undefined : await response.json()
    if (status === 401 && (responseBody as ProblemResponse).code === 'unauthenticated')
      clearMsalCache()
    const trace = traceOf(status, headers.get('x-correlation-id') ?? '', responseBody)
    return response.ok
      ? { ok: true, status, body: responseBody as Body, trace }
      : { ok: false, problem: responseBody as ProblemResponse, trace }
  } catch {
    return { ok: false, problem: unreachable, trace: traceOf(0, '', undefined) }
  }
}

const unreachable: ProblemResponse = {
  type: 'about:blank',
  title: 'No response',
  status: 0,
  detail: 'The server cannot be reached.',
  code: 'upstream_unavailable',
  correlationId: '',
}
