import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import NextAuth from 'next-auth'
import { Problem } from '@/lib/errors/problem'
import { route } from '@/lib/http/route'
import { clientNetwork } from '@/lib/http/client/client-address'
import { limitFailures } from '@/lib/limits/rate-limit'
import { configuredDirectory } from '../directories/configured-directory'
import { sanitizeAuthRequest } from './sanitize-auth-request'
import { authOptions } from './auth-options'
import { noteCause, withSignInErrors } from './sign-in-error'
import { refusalOf } from '@/lib/errors/sign-in-refusal'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

const nextAuth = NextAuth as (...args: unknown[]) => Promise<Response>

/** The endpoint of next-auth of that name, if a sign-in needs it; nothing else of it can be reached. */
function findEndpoint(name: string): { method: string; handle: typeof pass } | undefined {
  const { id } = configuredDirectory().signInProvider()
  if (name === 'csrf' || name === 'signin') return { method: 'GET', handle: pass }
  if (name === `signin/${id}`) return { method: 'POST', handle: startSignIn }
  if (name === `callback/${id}`) return { method: 'GET', handle: finishSignIn }
  return undefined
}

/** What is under /api/auth. Throws `not_found` and `method_not_allowed` for what a sign-in doesn't need. */
export const handleAuth = route(async (request: NextRequest, context: Context) => {
  const name = request.nextUrl.pathname.replace('/api/auth/', '')
  const endpoint = findEndpoint(name)
  if (!endpoint) throw new Problem('not_found')
  const { method, handle } = endpoint
  if (request.method !== method) {
    throw new Problem('method_not_allowed', { headers: { allow: method } })
  }
  const readable = await sanitizeAuthRequest(request)
  return withSignInErrors(request, () => handle(readable, context))
})

function pass(request: NextRequest, context: Context): Promise<Response> {
  return nextAuth(request, context, authOptions())
}

// Without the directory's endpoint next-auth fails in its own way, and leads to the page of errors.
async function startSignIn(request: NextRequest, context: Context): Promise<Response> {
  await limitFailures(clientNetwork(request))
  const endpoint = await configuredDirectory().authorizationEndpoint().catch(noteCause)
  return nextAuth(request, context, authOptions(endpoint ?? undefined))
}

// next-auth would write to its log what anybody sends as an error.
async function finishSignIn(request: NextRequest, context: Context): Promise<Response> {
  const { searchParams } = request.nextUrl
  const error = searchParams.get('error')
  if (error === null) return pass(request, context)
  noteCause(refusalOf(error, searchParams.get('error_description')))
  const name = error === 'access_denied' ? 'AccessDenied' : 'OAuthCallback'
  return NextResponse.redirect(new URL(`/error?error=${name}`, request.url))
}
