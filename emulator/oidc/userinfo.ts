import type { Emulator } from '../core/emulator'
import { bearerToken, type EmulatorRequest, type EmulatorResponse, json } from '../core/http'
import { verify } from '../core/verify'
import { OidcError } from './errors'
import { requireProvider, subjectFor } from './provider'

/** /oidc/{provider}/userinfo: what the scopes let the client know. Source: OpenID Connect Core section 5.3. */
export async function oidcUserinfo(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const provider = requireProvider(request, emulator)
  const { keys, now } = emulator
  const claims = await verify(keys, 'oidc', bearerToken(request) ?? '', now()).catch(
    () => undefined,
  )
  const client = provider.clients.find(({ clientId }) => clientId === claims?.client_id)
  // An id token names no client: it is no access token.
  if (!client || claims?.iss !== provider.issuer) throw invalidToken()
  const person = provider.people.find((each) => subjectFor(each, client) === claims.sub)
  if (!person) throw invalidToken()
  const scopes = String(claims.scope).split(' ')
  const [givenName = '', familyName = ''] = person.name.split(' ')
  return json(200, {
    sub: claims.sub,
    ...(scopes.includes('profile') && {
      name: person.name,
      given_name: givenName,
      family_name: familyName,
    }),
    ...(scopes.includes('email') && { email: person.email, email_verified: true }),
  })
}

// RFC 6750 section 3.1.
function invalidToken(): OidcError {
  return new OidcError('invalid_token', 'The access token is not valid.', 401, {
    'www-authenticate': 'Bearer error="invalid_token"',
  })
}
