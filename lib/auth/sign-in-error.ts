import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { log } from '@/lib/log'

/** What went wrong in a sign-in, as far as next-auth lets us know. */
interface SignInFault {
  /** Entra's error number, as in AADSTS65004. */
  aadsts?: string
}

const faults = new AsyncLocalStorage<SignInFault>()

/**
 * Runs next-auth's handler and, where it sends the browser to the error page, takes the number of
 * Entra's error along: next-auth itself keeps it to the log.
 */
export async function withSignInFault(handle: () => Promise<Response>): Promise<Response> {
  const fault: SignInFault = {}
  const response = await faults.run(fault, handle)
  const location = response.headers.get('location')
  if (fault.aadsts && location?.includes('/error?error=')) {
    response.headers.set('location', `${location}&code=${fault.aadsts}`)
  }
  return response
}

/** next-auth's error logger; what it hands over may hold tokens, so only the error itself is logged. */
export function noteSignInError(code: string, metadata: unknown): void {
  const { error, error_description: description } = toFields(metadata)
  const text = [description, error instanceof Error ? error.message : ''].join(' ')
  const aadsts = /AADSTS\d+/.exec(text)?.[0]
  const fault = faults.getStore()
  if (fault && aadsts) fault.aadsts = aadsts
  log().error({ err: error, aadsts, code }, 'sign-in failed')
}

function toFields(metadata: unknown): { error?: unknown; error_description?: unknown } {
  if (metadata instanceof Error) return { error: metadata }
  return typeof metadata === 'object' && metadata !== null ? metadata : {}
}
