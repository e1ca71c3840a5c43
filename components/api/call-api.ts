import { clearMsalCache } from '@/components/entra/msal-cache'
import type { ProblemAnswer } from '@/lib/contract/schemas'
import { type Exchange, maskHeaders, toMaskedJson } from './request-trace'

/** What an API call came to: a body of the contract's type or a problem, and how it went. */
export type Outcome<Answer> = { exchange: Exchange } & (
  { ok: true; status: number; body: Answer } | { ok: false; problem: ProblemAnswer }
)

export type Method = 'GET' | 'POST' | 'DELETE'

interface CallOptions {
  body?: object
  headers?: Record<string, string>
  /** Whether the operation asks who is calling; most do. */
  authenticates?: boolean
}

/** Calls this app's API with the session; never throws. */
export async function callApi<Answer>(
  method: Method,
  path: string,
  { body, headers: own = {}, authenticates = true }: CallOptions = {},
): Promise<Outcome<Answer>> {
  const start = performance.now()
  const exchangeOf = (status: number, correlationId: string, answer: unknown): Exchange => ({
    method,
    path,
    authenticates,
    requestHeaders: maskHeaders(own),
    requestBody: body && toMaskedJson(body),
    status,
    milliseconds: Math.round(performance.now() - start),
    correlationId,
    answer: answer === undefined ? '' : toMaskedJson(answer),
  })
  try {
    const response = await fetch(path, {
      method,
      headers: { ...own, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const { status, headers } = response
    const answer: unknown = status === 204 ? undefined : await response.json()
    if (status === 401 && (answer as ProblemAnswer).code === 'unauthenticated') clearMsalCache()
    const exchange = exchangeOf(status, headers.get('x-correlation-id') ?? '', answer)
    return response.ok
      ? { ok: true, status, body: answer as Answer, exchange }
      : { ok: false, problem: answer as ProblemAnswer, exchange }
  } catch {
    return { ok: false, problem: unreachable, exchange: exchangeOf(0, '', undefined) }
  }
}

const unreachable: ProblemAnswer = {
  type: 'about:blank',
  title: 'No answer',
  status: 0,
  detail: 'The server cannot be reached.',
  code: 'upstream_unavailable',
  correlationId: '',
}
