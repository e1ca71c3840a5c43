import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import { audit, setLogCaller } from '@/lib/observability/audit'
import { env } from '@/lib/env'
import { readText } from '@/lib/http/body/read-text'
import { requireSameOrigin } from '@/lib/http/cross-origin/same-origin'
import { configuredDirectory } from '../directories/configured-directory'
import { deleteGrant } from './grant-store'
import { endAllSessions } from './session-generation'
import { callerOf, cookieName, isSecure, readSession, type LiveSession } from './session'

/**
 * Ends the session of a same-origin form POST: forgets the directory's grant, expires the cookies, and sends
 * the browser to /signed-out. The field `from` may ask for more: `microsoft` leads through the directory's
 * own sign-out, `everywhere` ends the person's sessions on all devices. Throws `cross_site`.
 */
export async function signOut(request: NextRequest): Promise<Response> {
  requireSameOrigin(request)
  const from = new URLSearchParams(await readText(request)).get('from')
  const session = await readSession(request.cookies)
  if (session) await endSession(session, from === 'everywhere')
  const signedOut = `${env().appUrl}/signed-out`
  const target =
    from === 'microsoft'
      ? configuredDirectory().signOutAddress(signedOut, session?.loginHint)
      : signedOut
  const response = NextResponse.redirect(target, 303)
  for (const purpose of ['session', 'callback-url', 'csrf-token']) {
    response.cookies.set(cookieName(purpose), '', { path: '/', maxAge: 0, secure: isSecure() })
  }
  return response
}

async function endSession(session: LiveSession, everywhere: boolean): Promise<void> {
  const caller = callerOf(session)
  setLogCaller(caller)
  if (everywhere) await endAllSessions(caller)
  else await deleteGrant(session.sid)
  audit(everywhere ? 'signed_out_everywhere' : 'signed_out')
}
