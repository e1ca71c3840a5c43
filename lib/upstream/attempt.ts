import 'server-only'
import { log } from '@/lib/observability/log'

/** How a remote call failed, in what is safe to log: the messages of services hold names and more. */
export interface RemoteFailure {
  /** The response's status; without one there was none. */
  status?: number | undefined
  /** The service's code for it, or the system's. */
  code?: string | undefined
  /** Entra's error number, as in AADSTS65004. */
  aadsts?: string | undefined
  /** Set where the service refused this server's own credentials: what to check. */
  credentials?: string | undefined
}

/** One of the attempts of a remote call; `signal` is what ends it. */
export type Attempt = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>

/** Counts the attempts of one remote call, and logs each that fails. */
export function countAttempts(
  call: { upstream: string; operation: string },
  describe: (error: unknown) => RemoteFailure,
): Attempt {
  let count = 0
  return async (work, signal) => {
    const attempt = ++count
    const startedAt = performance.now()
    try {
      return await work()
    } catch (error) {
      const duration = Math.round(performance.now() - startedAt)
      // What an aborted client throws names neither the deadline nor the client who went away.
      const reason: unknown = signal?.aborted ? signal.reason : error
      logFailure({ ...call, attempt, duration }, reason, describe)
      throw error
    }
  }
}

function logFailure(
  call: object,
  error: unknown,
  describe: (error: unknown) => RemoteFailure,
): void {
  if ((error as { name?: unknown }).name === 'AbortError') {
    log().debug(call, 'remote call abandoned: the client went away')
    return
  }
  const { credentials, ...failure } = describe(error)
  const entry = { ...call, ...failure }
  const { status } = failure
  if (credentials) log().error(entry, credentials)
  else if (status === undefined || status === 429 || status >= 500) {
    log().warn(entry, 'remote call failed')
  } else log().info(entry, 'remote call refused')
}

const CODE = /^[\w.-]{1,64}$/

/** The code that an error, or what caused it, was given; otherwise its name. */
export function codeOf(error: unknown): string | undefined {
  const { code, cause, name } = error as { code?: unknown; cause?: unknown; name?: unknown }
  if (typeof code === 'string' && CODE.test(code)) return code
  if (cause instanceof Error) return codeOf(cause)
  return typeof name === 'string' ? name : undefined
}
