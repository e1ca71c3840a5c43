import type { ProblemAnswer } from '@/lib/contract/schemas'

/** What an API call came to: a body of the contract's type, or a problem to show. */
export type Outcome<Answer> = { ok: true; body: Answer } | { ok: false; problem: ProblemAnswer }

/** Calls this app's API with the session; never throws. */
export async function callApi<Answer>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<Outcome<Answer>> {
  try {
    const response = await fetch(path, {
      method,
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    const answer: unknown = response.status === 204 ? undefined : await response.json()
    return response.ok
      ? { ok: true, body: answer as Answer }
      : { ok: false, problem: answer as ProblemAnswer }
  } catch {
    return { ok: false, problem: unreachable }
  }
}

const unreachable: ProblemAnswer = {
  type: 'about:blank',
  title: 'No answer',
  status: 0,
  detail: 'The server cannot be reached. Check your connection and try again.',
  code: 'upstream_unavailable',
  correlationId: '',
}
