import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import NextAuth from 'next-auth'
import { Problem } from '@/lib/errors/problem'
import { route } from '@/lib/http/route'
import { clientNetwork } from '@/lib/http/client/client-address'
import { limitFailures } from '@/lib/limits/rate-limit'
import { authorizationEndpoint } from '@/lib/entra/authorization-endpoint'
import { readAuthRequest } from './sanitize-auth-request'
import { sessionOptions } from './auth-options'
import { noteCause, withSignInErrors } from './sign-in-error'
import { refusalOf } from '@/lib/entra/sign-in-refusal'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

const nextAuth = NextAuth as (...args: unknown[]) => Promise<Response>

/** The endpoints of next-auth that a sign-in needs; nothing else of it can be reached. */
const endpoints: Record<string, { method: string; handle: typeof pass }> = {
  csrf: { method: 'GET', handle: pass },
  signin: { method: 'GET', handle: pass },
  'signin/azure-ad': { method: 'POST', handle: startSignIn },
  'callback/azure-ad': { method: 'GET', handle: finishSignIn },
}

/** What is under /api/auth. Throws `not_found` and `method_not_allowed` for what a sign-in doesn't need. */
export const handleAuth = route(async (request, context: Context) => {
  const name = request.nextUrl.pathname.replace('/api/auth/', '')
  const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined
  if (!endpoint) throw new Problem('not_found')
  const { method, handle } = endpoint
  if (request.method !== method) {
    throw new Problem('method_not_allowed', { headers: { allow: method } })
  }
  const readable = await readAuthRequest(request)
  return withSignInErrors(request, () => handle(readable, context))
})

function pass(request: NextRequest, context: Context): Promise<Response> {
  return nextAuth(request, context, sessionOptions())
}

// Without Entra's endpoint next-auth fails in its own way, and leads to the page of errors.
async function startSignIn(request: NextRequest, context: Context): Promise<Response> {
  await limitFailures(clientNetwork(request))
  const endpoint = await authorizationEndpoint().catch(noteCause)
  return nextAuth(request, context, sessionOptions(endpoint ?? undefined))
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
