import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { audit } from '@/lib/observability/audit'
import { env } from '@/lib/env'
import { clientNetwork } from '@/lib/http/client/client-address'
import { limitFailures } from '@/lib/limits/rate-limit'
import { log } from '@/lib/observability/log'
import { isSignInError, type SignInError } from './sign-in-explanations'
import { SignInRefusal } from '@/lib/errors/sign-in-refusal'

/** What is behind a sign-in that fails, as long as next-auth hasn't wrapped it. */
const noted = new AsyncLocalStorage<{ cause?: unknown }>()

/**
 * Runs next-auth's handler and leads what fails to /error, with the number of Entra's error: next-auth
 * would lead some failures to pages of its own, and puts anything into their addresses. Each failure
 * counts against its address, and is put on record once. Throws `rate_limited`.
 */
export async function withSignInErrors(
  request: Request,
  handle: () => Promise<Response>,
): Promise<Response> {
  const behind: { cause?: unknown } = {}
  const response = await noted.run(behind, handle)
  const target = await targetOf(response)
  const error = target && errorIn(new URL(target, env().appUrl))
  if (!error) return response
  await limitFailures(clientNetwork(request))
  record(error, behind.cause)
  const { aadsts } = behind.cause instanceof SignInRefusal ? behind.cause.details : {}
  return leadTo(`/error?error=${error}${aadsts ? `&code=${aadsts}` : ''}`, response)
}

/** Keeps what is behind a failing sign-in, and throws it on. */
export function noteRefusal(error: unknown): never {
  noteCause(error)
  throw error
}

/** Keeps what is behind a failing sign-in: the first that is noted in a request says most. */
export function noteCause(error: unknown): void {
  const behind = noted.getStore()
  if (behind) behind.cause ??= error
}

/** next-auth's error logger; what it hands over beside the error may hold tokens and names. */
export function noteSignInError(_code: string, metadata: unknown): void {
  noteCause(metadata instanceof Error ? metadata : (metadata as { error?: unknown }).error)
}

// next-auth leads a browser by a redirect, and a script by an address in JSON.
async function targetOf(response: Response): Promise<string | null> {
  const location = response.headers.get('location')
  if (location !== null) return location
  if (response.headers.get('content-type') !== 'application/json') return null
  const { url } = (await response.clone().json()) as { url?: string }
  return url ?? null
}

function leadTo(path: string, response: Response): Response {
  const url = `${env().appUrl}${path}`
  const { status, headers } = response
  if (!headers.has('location')) return Response.json({ url }, { status, headers })
  headers.set('location', url)
  return response
}

// It leads to its own sign-in page after a bad CSRF token, which is no error, or without a profile.
function errorIn({ pathname, searchParams }: URL): SignInError | null {
  if (pathname === '/api/auth/signin') return searchParams.has('csrf') ? null : 'Callback'
  if (pathname !== '/api/auth/error' && pathname !== '/error') return null
  const error = searchParams.get('error')
  return isSignInError(error) ? error : 'Callback'
}

function record(error: SignInError, cause: unknown): void {
  if (cause instanceof SignInRefusal) {
    const { code, ...refusal } = cause.details
    audit('sign_in_denied', { reason: error, ...refusal, code })
    if (cause.isFault) log().error({ reason: error, code }, 'sign-in failed')
    return
  }
  audit('sign_in_denied', { reason: error })
  // Anybody can bring about next-auth's own checks: the cookie of a sign-in that was begun is missing.
  const isCheck = (cause as Error | undefined)?.name === 'OAuthCallbackError'
  if (cause !== undefined && !isCheck) log().error({ err: cause }, 'sign-in failed')
}
