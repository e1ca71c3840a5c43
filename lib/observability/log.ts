import 'server-only'
import { pino } from 'pino'
import { describeError } from './describe-error'
import { env } from '@/lib/env'
import { instanceId, serviceVersion } from './instance'
import { clientAddress, loggedContext } from './request-context'

let logger: pino.Logger | undefined
let output = 1

/** The process's log: one JSON object a line on standard output, without tokens or secrets. */
export function log(): pino.Logger {
  return (logger ??= createLogger())
}

const LONGEST_FLUSH_MS = 1_000

/**
 * Settles once the lines so far have been written, or after a second where nobody takes them. Without it a
 * process that exits may write its last lines in another order, or not at all.
 */
export function flushLog(): Promise<void> {
  return new Promise((resolve) => {
    // Who has logged nothing may have no configuration for it.
    if (!logger) {
      resolve()
      return
    }
    const timer = setTimeout(resolve, LONGEST_FLUSH_MS)
    logger.flush(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** A logger of its own, for tests; `destination` takes the lines. */
export function createLogger(destination = standardOutput()): pino.Logger {
  const options: pino.LoggerOptions = {
    level: env().logLevel,
    base: { 'service.version': serviceVersion, instance: instanceId() },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    mixin: context,
    serializers: { err: describeError },
    hooks: {
      // Of an error without a message of ours pino would make the error's own.
      logMethod(entry, write) {
        write.apply(this, entry.length === 1 ? [entry[0], ''] : entry)
      },
      // The last guard: whatever was logged, nothing that looks like a token leaves the process.
      streamWrite: withoutTokens,
    },
  }
  return pino(options, destination)
}

/** Has the log go to standard error: for a command whose standard output is its result. To be called first. */
export function logToStandardError(): void {
  output = 2
}

// Each line at once, without holding up the process. With a minimum of 0 it could not be flushed.
function standardOutput(): pino.DestinationStream {
  return pino.destination({ dest: output, sync: false, minLength: 1 })
}

// Where a request came from is for those who look into what was done, not for every line.
function context(entry: object): object {
  const address = 'audit' in entry ? clientAddress() : undefined
  return { ...loggedContext(), ...(address && { clientAddress: address }) }
}

const JWT_OR_JWE = /\beyJ[\w-]{10,}\.[\w-]*\.[\w.-]*/g

function withoutTokens(line: string): string {
  return line.replace(JWT_OR_JWE, '[token]')
}
