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
 * the browser to /signed-out. The field `from` may ask for more: `directory` leads through the directory's
 * own sign-out, `everywhere` ends the person's sessions on all devices. Throws `cross_site`.
 */
export async function signOut(request: NextRequest): Promise<Response> {
  requireSameOrigin(request)
  const from = new URLSearchParams(await readText(request)).get('from')
  const session = await readSession(request.cookies)
  if (session) await endSession(session, from === 'everywhere')
  const response = NextResponse.redirect(await targetOf(from, session), 303)
  for (const purpose of ['session', 'callback-url', 'csrf-token']) {
    response.cookies.set(cookieName(purpose), '', { path: '/', maxAge: 0, secure: isSecure() })
  }
  return response
}

async function targetOf(from: string | null, session: LiveSession | null): Promise<string> {
  const signedOut = `${env().appUrl}/signed-out`
  if (from !== 'directory') return signedOut
  const address = await configuredDirectory().signOutAddress(signedOut, session?.loginHint)
  return address ?? `${signedOut}?still=signed-in`
}

async function endSession(session: LiveSession, everywhere: boolean): Promise<void> {
  const caller = callerOf(session)
  setLogCaller(caller)
  if (everywhere) await endAllSessions(caller)
  else await deleteGrant(session.sid)
  audit(everywhere ? 'signed_out_everywhere' : 'signed_out')
}
