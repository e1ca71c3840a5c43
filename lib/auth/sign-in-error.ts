import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { AuditEvent } from '@/lib/audit'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { logRefusedSignIn } from './entra-problem'

/** What went wrong in a sign-in, as far as next-auth lets us know. */
interface SignInFault {
  /** Entra's error number, as in AADSTS65004. */
  aadsts?: string
}

const faults = new AsyncLocalStorage<SignInFault>()

/**
 * Runs next-auth's handler and leads what fails to /error, with the number of Entra's error: next-auth
 * would lead some failures to the sign-in page, and keeps the number to the log.
 */
export async function withSignInErrors(handle: () => Promise<Response>): Promise<Response> {
  const fault: SignInFault = {}
  const response = await faults.run(fault, handle)
  const location = response.headers.get('location')
  const error = location && errorIn(new URL(location, env().appUrl))
  if (error) {
    const code = fault.aadsts ? `&code=${fault.aadsts}` : ''
    response.headers.set('location', `${env().appUrl}/error?error=${error}${code}`)
  }
  return response
}

function errorIn({ pathname, searchParams }: URL): string | null {
  return /^\/(api\/auth\/(error|signin)|error)$/.test(pathname) ? searchParams.get('error') : null
}

/** next-auth's error logger; what it hands over may hold tokens, so only the error itself is logged. */
export function noteSignInError(code: string, metadata: unknown): void {
  const { error, error_description: description } = toFields(metadata)
  const text = [description, error instanceof Error ? error.message : ''].join(' ')
  const aadsts = /AADSTS\d+/.exec(text)?.[0]
  const fault = faults.getStore()
  if (fault && aadsts) fault.aadsts = aadsts
  logRefusedSignIn(error)
  // The codes of a sign-in name its protocol, OAuth; the others are about sessions and addresses.
  const record = code.includes('OAUTH') && { audit: 'sign_in_denied' satisfies AuditEvent }
  log().error({ ...record, err: error, aadsts, code }, 'sign-in failed')
}

function toFields(metadata: unknown): { error?: unknown; error_description?: unknown } {
  if (metadata instanceof Error) return { error: metadata }
  return typeof metadata === 'object' && metadata !== null ? metadata : {}
}
