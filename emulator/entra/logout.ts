import type { Config } from '../config'
import type { Emulator } from '../emulator'
import { type Answer, type EmulatorRequest, readForm, redirect } from '../http'
import { requireAuthority } from './tenants'
import { signedOutPage } from './pages/signed-out'
import { platformOf } from './redirect-uris'
import { endedSessionCookie, findSession } from './session'

/**
 * Ends the browser's session, unless `logout_hint` names someone else, and returns to
 * `post_logout_redirect_uri` if an app has registered it. Apps' own tokens live on.
 */
export async function logout(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  requireAuthority(request, emulator.config)
  const parameters = request.method === 'POST' ? readForm(request) : request.query
  const session = await findSession(request, emulator)
  const hint = parameters.get('logout_hint')
  const ends = !session || !hint || hint.toLowerCase() === session.user.username.toLowerCase()
  const headers = ends ? { 'set-cookie': endedSessionCookie } : {}

  const target = parameters.get('post_logout_redirect_uri')
  if (!target || !isRegistered(target, emulator.config)) return signedOutPage(headers)
  const state = parameters.get('state')
  const location = new URL(target)
  if (state !== null) location.searchParams.set('state', state)
  return redirect(location.href, headers)
}

function isRegistered(uri: string, { apps }: Config): boolean {
  return apps.some((app) => platformOf(app, uri) !== undefined)
}
