import 'server-only'
import { Problem } from '@/lib/errors/problem'
import { retryAfterHeader } from '@/lib/errors/retry-after'

const USUAL_RETRY_AFTER = 10
const LONGEST_RETRY_AFTER = 300

/** The problem that a remote service's bad response means for our caller; `status` is the service's. */
export function upstreamProblem(
  status: number,
  retryAfter: string | null | undefined,
  cause: unknown,
): Problem {
  const headers = retryAfterHeader(retryAfterSeconds(retryAfter) ?? USUAL_RETRY_AFTER)
  if (status === 429) return new Problem('upstream_throttled', { headers, cause })
  if (status === 503) return new Problem('upstream_unavailable', { headers, cause })
  return new Problem('upstream_failed', { cause })
}

/** The problem that no response means: too late, or the connection was refused or lost. */
export function noResponseProblem(cause: unknown): Problem {
  return new Problem(isTimeout(cause) ? 'upstream_timeout' : 'upstream_failed', { cause })
}

/** Reads a `Retry-After` header, seconds or a date (RFC 9110, 10.2.3), as seconds up to 300. */
export function retryAfterSeconds(header: string | null | undefined): number | undefined {
  if (!header) return undefined
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Number.isNaN(seconds)
    ? undefined
    : Math.min(Math.max(Math.ceil(seconds), 1), LONGEST_RETRY_AFTER)
}

function isTimeout(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: string }
  return name === 'TimeoutError' || name === 'AbortError' || code === 'OAUTH_TIMEOUT'
}
