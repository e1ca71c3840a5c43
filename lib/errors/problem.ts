import 'server-only'
import { STATUS_CODES } from 'node:http'
import type { ProblemResponse } from '@/lib/contract/schemas'
import { type ProblemCode, problems } from '@/lib/contract/problems'

interface ProblemOptions {
  /** Replaces the code's usual text; safe to show. */
  detail?: string
  /** What was wrong with each part of the request. */
  errors?: readonly { path: string; message: string }[]
  /** The claims challenge of Entra, for interaction_required. */
  claims?: string
  headers?: Record<string, string>
  /** Goes to the log, never into the response. */
  cause?: unknown
}

/** Thrown to leave a request: becomes an `application/problem+json` response (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly detail: string
  readonly errors: ProblemOptions['errors']
  readonly claims: string | undefined
  readonly headers: Record<string, string>

  constructor(
    readonly code: ProblemCode,
    options: ProblemOptions = {},
  ) {
    const [status, usual] = problems[code]
    const detail = options.detail ?? usual
    super(`${code}: ${detail}`, { cause: options.cause })
    this.status = status
    this.detail = detail
    this.errors = options.errors
    this.claims = options.claims
    this.headers = options.headers ?? {}
  }

  // By its name: Next.js gives pages, handlers and instrumentation a copy of each module, and what one
  // throws (the shared database connection does) another has to recognize.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'Problem'
  }

  /** The response's body. */
  toBody(correlationId: string): ProblemResponse {
    return {
      type: `urn:acs-authentication-server:problem:${this.code}`,
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.detail,
      code: this.code,
      correlationId,
      ...(this.errors && { errors: [...this.errors] }),
      ...(this.claims && { claims: this.claims }),
    }
  }
}
