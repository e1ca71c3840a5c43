import 'server-only'
import { pino } from 'pino'
import { env } from './env'
import { loggedContext } from './request-context'

let logger: pino.Logger | undefined

/** The process's log: one JSON object a line on standard output, without tokens or secrets. */
export function log(): pino.Logger {
  return (logger ??= createLogger())
}

/** A logger of its own, for tests; `destination` takes the lines. */
export function createLogger(destination?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level: env().logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: loggedContext,
    serializers: { err: describe },
    // The last guard: whatever was logged, nothing that looks like a token leaves the process.
    hooks: { streamWrite: withoutTokens },
  }
  return destination ? pino(options, destination) : pino(options)
}
const JWT_OR_JWE = /\beyJ[\w-]{10,}\.[\w-]*\.[\w.-]*/g

function withoutTokens(line: string): string {
  return line.replace(JWT_OR_JWE, '[token]')
}

interface DescribedError {
  name: string
  message: string
  code?: string | undefined
  status?: number | undefined
  stack?: string | undefined
  cause?: DescribedError | undefined
}

// Named fields only: the errors of HTTP clients carry requests with their authorization headers.
function describe(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) }
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  return {
    name: error.name,
    message: error.message,
    code: typeof code === 'string' ? code : undefined,
    status: typeof statusCode === 'number' ? statusCode : undefined,
    stack: error.stack,
    cause: error.cause === undefined ? undefined : describe(error.cause),
  }
}
