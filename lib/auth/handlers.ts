import 'server-only'
import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { sessionOptions } from './session-options'
import { withSignInErrors } from './sign-in-error'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

/** next-auth's endpoints under /api/auth. */
export function handleAuth(request: NextRequest, context: Context): Promise<Response> {
  const handle = NextAuth as (...args: unknown[]) => Promise<Response>
  return withSignInErrors(() => handle(request, context, sessionOptions()))
}
