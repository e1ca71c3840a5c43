import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from '@/lib/http/content-security-policy'
import { isDecodable, refuseMalformedPath } from '@/lib/http/malformed-path'

/**
 * Gives each page a Content-Security-Policy with a nonce; Next.js finds it in the request. Refuses
 * malformed paths of the API, for which Next.js has but a 500.
 */
export function proxy(request: NextRequest): NextResponse | Promise<Response> {
  if (request.nextUrl.pathname.startsWith('/api/')) {
    return isDecodable(request.nextUrl.pathname)
      ? NextResponse.next()
      : refuseMalformedPath(request)
  }
  const policy = contentSecurityPolicy({
    nonce: randomBytes(16).toString('base64'),
    isDevelopment: process.env.NODE_ENV === 'development',
    isFramable: request.nextUrl.pathname === '/auth-redirect',
  })
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = {
  matcher: ['/api/(.*%.*)', '/((?!api/|_next/static/|openapi.json$|sign-out$|favicon.ico$).*)'],
}
