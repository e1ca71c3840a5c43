import { type Config, findApp } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, readForm, redirect } from '../../core/http'
import { signedOutPage, signingOutPage } from '../pages/sign-out'
import { platformOf } from './redirect-uris'
import { endedSessionCookie, findSession, type Session } from './session'
import { requireAuthority } from '../tenants'

/**
 * Ends the browser's session, unless `logout_hint` names someone else, and returns to
 * `post_logout_redirect_uri` if an app has registered it. Apps the session had signed in to are
 * told first, where they have registered an address for it; their tokens stay valid.
 */
export async function logout(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  requireAuthority(request, emulator.config)
  const parameters = request.method === 'POST' ? readForm(request) : request.query
  const session = await findSession(request, emulator)
  const hint = parameters.get('logout_hint')
  const ends = !session || !hint || hint.toLowerCase() === session.user.username.toLowerCase()
  const headers = ends ? { 'set-cookie': endedSessionCookie(emulator) } : {}

  const target = returnAddress(parameters, emulator.config)
  const frames = ends && session ? logoutAddresses(session, emulator.config) : []
  if (frames.length > 0) return signingOutPage(frames, target, headers)
  return target ? redirect(target, headers) : signedOutPage(headers)
}

function returnAddress(parameters: URLSearchParams, { apps }: Config): string | undefined {
  const target = parameters.get('post_logout_redirect_uri')
  if (!target || !apps.some((app) => platformOf(app, target))) return undefined
  const state = parameters.get('state')
  const address = new URL(target)
  if (state !== null) address.searchParams.set('state', state)
  return address.href
}

// Entra sends `sid` alone, without the `iss` that the specification pairs it with.
function logoutAddresses({ clientIds, sessionId }: Session, config: Config): string[] {
  return clientIds.flatMap((clientId) => {
    const uri = findApp(config, clientId)?.frontChannelLogoutUri
    if (uri === undefined) return []
    const address = new URL(uri)
    address.searchParams.set('sid', sessionId)
    return address.href
  })
}
