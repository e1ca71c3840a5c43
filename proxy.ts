import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { configurationProblems, env, isDevelopment } from '@/lib/env'
import { contentSecurityPolicy } from '@/lib/web/content-security-policy'
import { isDecodable, refuseMalformedPath } from '@/lib/http/malformed-path'

/**
 * Gives each page a Content-Security-Policy with a nonce; Next.js finds it in the request. Shows what
 * is missing in place of every page while the configuration is incomplete, which only development
 * survives. Refuses malformed paths of the API, for which Next.js has but a 500.
 */
export function proxy(request: NextRequest): NextResponse | Promise<Response> {
  if (request.nextUrl.pathname.startsWith('/api/')) {
    return isDecodable(request.nextUrl.pathname)
      ? NextResponse.next()
      : refuseMalformedPath(request)
  }
  const isConfigured = configurationProblems().length === 0
  const isCall = isConfigured && request.nextUrl.pathname === '/call'
  const policy = contentSecurityPolicy({
    nonce: randomBytes(16).toString('base64'),
    isDevelopment: isDevelopment(),
    isFramable: request.nextUrl.pathname === '/auth-redirect',
    directoryOrigins: isConfigured ? env().directoryOrigins : [],
    graph: isCall ? env().graphEndpoint : undefined,
    // Local calls meet at the emulator, whose address is the directory's, too.
    hasCallingSdk: isCall && !env().emulatorUrl,
  })
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const response = isConfigured
    ? NextResponse.next({ request: { headers } })
    : NextResponse.rewrite(new URL('/not-configured', request.url), { request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = {
  matcher: ['/api/(.*%.*)', '/((?!api/|_next/static/|openapi.json$|sign-out$|favicon.ico$).*)'],
}
