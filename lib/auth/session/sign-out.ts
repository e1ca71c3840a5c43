import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import { audit, identifyCaller } from '@/lib/observability/audit'
import { env } from '@/lib/env'
import { readText } from '@/lib/http/body/read-text'
import { requireSameOrigin } from '@/lib/http/cross-origin/same-origin'
import { deleteGrant } from './grant-store'
import { endAllSessions } from './session-generation'
import { cookieName, isSecure, readSession, type Session } from './session'

/**
 * Ends the session of a same-origin form POST: forgets Entra's grant, expires the cookies, and sends
 * the browser to /signed-out. The field `from` may ask for more: `microsoft` leads through Entra's own
 * sign-out, `everywhere` ends the person's sessions on all devices. Throws `cross_site`.
 */
export async function signOut(request: NextRequest): Promise<Response> {
  requireSameOrigin(request)
  const from = new URLSearchParams(await readText(request)).get('from')
  const session = await readSession(request.cookies)
  if (session) await endSession(session, from === 'everywhere')
  const signedOut = `${env().appUrl}/signed-out`
  const target = from === 'microsoft' ? microsoftSignOut(session, signedOut) : signedOut
  const response = NextResponse.redirect(target, 303)
  for (const purpose of ['session', 'callback-url', 'csrf-token']) {
    response.cookies.set(cookieName(purpose), '', { path: '/', maxAge: 0, secure: isSecure() })
  }
  return response
}

async function endSession({ sid, tid, oid }: Session, everywhere: boolean): Promise<void> {
  const caller = { directory: tid, subject: oid }
  identifyCaller(caller)
  if (everywhere) await endAllSessions(caller)
  else await deleteGrant(sid)
  audit(everywhere ? 'signed_out_everywhere' : 'signed_out')
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
