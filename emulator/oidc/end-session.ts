import { decodeJwt } from 'jose'
import type { OidcClient } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, readForm, redirect } from '../core/http'
import { html } from '../core/html/markup'
import { page } from '../core/html/page'
import { isRegistered } from '../core/local-port'
import { verify } from '../core/verify'
import { OidcPageError } from './errors'
import { type Provider, requireProvider } from './provider'
import { endedOidcCookie } from './session'

/**
 * /oidc/{provider}/logout: ends the browser's session, and returns to an address that the client of
 * `id_token_hint` or `client_id` has registered. Source: OpenID Connect RP-Initiated Logout 1.0.
 */
export async function oidcEndSession(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const provider = requireProvider(request, emulator)
  const parameters = request.method === 'POST' ? readForm(request) : request.query
  const headers = { 'set-cookie': endedOidcCookie(provider, emulator) }
  const target = parameters.get('post_logout_redirect_uri')
  if (target === null) {
    return page('Signed out', html`<h1>You signed out</h1>`, { headers })
  }
  const client = await findClient(parameters, provider, emulator)
  if (!client?.postLogoutRedirectUris.some((registered) => isRegistered(registered, target))) {
    throw new OidcPageError('The client has not registered this post_logout_redirect_uri.')
  }
  const address = new URL(target)
  const state = parameters.get('state')
  if (state !== null) address.searchParams.set('state', state)
  return redirect(address.href, headers)
}

async function findClient(
  parameters: URLSearchParams,
  { clients, issuer }: Provider,
  { keys }: Emulator,
): Promise<OidcClient | undefined> {
  const hint = parameters.get('id_token_hint')
  if (hint === null) return clients.find(({ clientId }) => clientId === parameters.get('client_id'))
  try {
    // One that has expired is as good a hint.
    const issued = (decodeJwt(hint).iat ?? 0) * 1000
    const { aud, iss } = await verify(keys, 'oidc', hint, issued)
    return iss === issuer ? clients.find(({ clientId }) => clientId === aud) : undefined
  } catch {
    throw new OidcPageError('The id_token_hint is not an id token of this provider.')
  }
}
