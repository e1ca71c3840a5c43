import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { requireSameOrigin } from '@/lib/http/same-origin'
import { deleteGrant } from './grant-store'
import { cookieName, isSecure, readSession, type Session } from './session'

/**
 * Ends the session of a same-origin form POST: forgets Entra's grant, expires the cookies, and sends
 * the browser to /signed-out or, with the field `from=microsoft`, through Entra's own sign-out.
 * Throws `cross_site`.
 */
export async function signOut(request: NextRequest): Promise<Response> {
  requireSameOrigin(request)
  const form = await request.formData().catch(() => new FormData())
  const session = await readSession(request.cookies)
  if (session) await deleteGrant(session.sid)
  const signedOut = `${env().appUrl}/signed-out`
  const target = form.get('from') === 'microsoft' ? microsoftSignOut(session, signedOut) : signedOut
  const response = NextResponse.redirect(target, 303)
  for (const purpose of ['session', 'callback-url', 'csrf-token']) {
    response.cookies.set(cookieName(purpose), '', { path: '/', maxAge: 0, secure: isSecure() })
  }
  return response
}

// https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request
function microsoftSignOut(session: Session | null, returnTo: string): string {
  const { authorityHost, tenantId, clientId } = env().entra
  const url = new URL(`${authorityHost}/${tenantId}/oauth2/v2.0/logout`)
  url.searchParams.set('post_logout_redirect_uri', returnTo)
  url.searchParams.set('client_id', clientId)
  if (session?.loginHint) url.searchParams.set('logout_hint', session.loginHint)
  return url.href
}
