import type { OidcClient } from '../core/config/config'
import { type EmulatorRequest, readForm } from '../core/http'
import { isRegistered } from '../core/local-port'
import { OidcError, OidcPageError } from './errors'
import type { Provider } from './provider'

/** An authentication request of a known client, to one of its redirect URIs. */
export interface AuthenticationRequest {
  client: OidcClient
  redirectUri: string
  /** The protocol's parameters, without our page's own. */
  parameters: URLSearchParams
  /** Who was picked on our page: a link can't. */
  personId: string | null
}

export const PERSON_FIELD = 'emulator_person'

/** Reads a GET or a POST. Throws an OidcPageError for an unknown client or redirect URI. */
export function readAuthenticationRequest(
  request: EmulatorRequest,
  { clients }: Provider,
): AuthenticationRequest {
  const isForm = request.method === 'POST'
  const parameters = isForm ? readForm(request) : new URLSearchParams(request.query)
  const client = clients.find(({ clientId }) => clientId === parameters.get('client_id'))
  if (!client) throw new OidcPageError('No client has this client_id.')
  const redirectUri = parameters.get('redirect_uri') ?? ''
  if (!client.redirectUris.some((registered) => isRegistered(registered, redirectUri))) {
    throw new OidcPageError('The client has not registered this redirect_uri.')
  }
  const personId = isForm ? parameters.get(PERSON_FIELD) : null
  parameters.delete(PERSON_FIELD)
  return { client, redirectUri, parameters, personId }
}

/** Throws what the redirect tells the client: OpenID Connect Core section 3.1.2.6, RFC 7636 section 4.4.1. */
export function requireWellFormed({ client, parameters }: AuthenticationRequest): void {
  if (parameters.get('response_type') !== 'code') {
    throw new OidcError('unsupported_response_type', 'The response type is code.')
  }
  if ((parameters.get('response_mode') ?? 'query') !== 'query') {
    throw new OidcError('invalid_request', 'The response mode is query.')
  }
  if (!scopesOf(parameters).includes('openid')) {
    throw new OidcError('invalid_scope', 'The scope must contain openid.')
  }
  const challenge = parameters.get('code_challenge')
  if (challenge === null) {
    if (client.clientSecret !== undefined) return
    throw new OidcError('invalid_request', 'A public client needs a code_challenge.')
  }
  const isS256 = parameters.get('code_challenge_method') === 'S256'
  if (!isS256 || !/^[\w-]{43}$/.test(challenge)) {
    throw new OidcError('invalid_request', 'The code_challenge must be an S256 one.')
  }
}

/** The scopes that mean something here: others are ignored (OpenID Connect Core section 3.1.2.1). */
export function scopesOf(parameters: URLSearchParams): string[] {
  const known = ['openid', 'profile', 'email', 'offline_access']
  const asked = (parameters.get('scope') ?? '').split(/\s+/)
  return known.filter((scope) => asked.includes(scope))
}
