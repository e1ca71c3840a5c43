import 'server-only'
import NextAuth from 'next-auth'
import { route } from '@/lib/http/route'
import { readAuthRequest } from './read-auth-request'
import { sessionOptions } from './session-options'
import { withSignInErrors } from './sign-in-error'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

const nextAuth = NextAuth as (...args: unknown[]) => Promise<Response>

/** next-auth's endpoints under /api/auth. */
export const handleAuth = route(async (request, context: Context) => {
  const readable = await readAuthRequest(request)
  return withSignInErrors(() => nextAuth(readable, context, sessionOptions()))
})
