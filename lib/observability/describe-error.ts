import 'server-only'

/** What the log says of an error. */
export interface DescribedError {
  name: string
  /** Ours and the system's only. */
  message?: string | undefined
  code?: string | undefined
  status?: number | undefined
  /** Entra's error number, as in AADSTS65004. */
  aadsts?: string | undefined
  /** Where it was thrown, without the message. */
  stack?: string | undefined
  cause?: DescribedError | undefined
}

/**
 * An error in named fields that are safe to log. What services respond, and the errors their SDKs make
 * of it, hold names, addresses and `error_description`: of those only names, codes and numbers.
 */
export function describeError(error: unknown): DescribedError {
  if (typeof error !== 'object' || error === null) return { name: typeof error }
  const { cause, stack } = error as { cause?: unknown; stack?: unknown }
  return {
    name: nameOf(error),
    message: isOurs(error) ? error.message : undefined,
    code: codeOf(error),
    status: statusOf(error),
    aadsts: aadstsOf(error),
    stack: typeof stack === 'string' ? frames(stack) : undefined,
    cause: cause === undefined || cause === null ? undefined : describeError(cause),
  }
}

// Of any other class the message may be a service's. A SyntaxError quotes what couldn't be read.
const LANGUAGE = [Error, TypeError, RangeError, ReferenceError, DOMException] as const
const OUR_CLASSES = [
  'AssertionUnavailable',
  'BudgetSpent',
  'ConfigurationError',
  'DatabaseCredentialsRefused',
  'GraphRefusal',
  'GraphTokenRefused',
  'IdentityNotOwned',
  'OtherResource',
  'Problem',
]

function isOurs(error: object): error is Error {
  if (!(error instanceof Error)) return false
  if ('syscall' in error) return true
  return (
    LANGUAGE.some((one) => Object.getPrototypeOf(error) === one.prototype) ||
    OUR_CLASSES.includes(error.name)
  )
}

const WORD = /^[\w.-]{1,64}$/

function word(value: unknown): string | undefined {
  return typeof value === 'string' && WORD.test(value) ? value : undefined
}

function nameOf(error: object): string {
  const { name, constructor: made } = error as { name?: unknown; constructor?: { name: string } }
  const own = word(name)
  return own && own !== 'Error' ? own : (word(made?.name) ?? 'Error')
}

// RFC 6749, 5.2 calls it `error`; of that the number of an SDK's own error says less.
function codeOf(error: object): string | undefined {
  const { code, error: oauth } = error as { code?: unknown; error?: unknown }
  return word(oauth) ?? word(code)
}

function statusOf(error: object): number | undefined {
  const { status, statusCode } = error as { status?: unknown; statusCode?: unknown }
  return [status, statusCode].find((one) => typeof one === 'number')
}

function aadstsOf(error: object): string | undefined {
  const { message, error_description: description } = error as Record<string, unknown>
  const text = [description, message].filter((one) => typeof one === 'string').join(' ')
  return /AADSTS\d{4,12}/.exec(text)?.[0]
}

function frames(stack: string): string {
  const lines = stack.split('\n').filter((line) => /^ {4}at .*(\d|>|native)\)?$/.test(line))
  return lines.join('\n')
}
