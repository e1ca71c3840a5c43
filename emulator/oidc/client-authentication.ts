import { basicCredentials, isSameSecret, postedCredentials } from '../core/client-credentials'
import type { OidcClient } from '../core/config/config'
import type { EmulatorRequest } from '../core/http'
import { OidcError } from './errors'
import type { Provider } from './provider'

/**
 * Which client asks: client_secret_basic or client_secret_post, one of the two (RFC 6749 section 2.3), and a
 * public client by its id. Throws 401 invalid_client.
 */
export function authenticateOidcClient(
  request: EmulatorRequest,
  form: URLSearchParams,
  { clients }: Provider,
): OidcClient {
  const basic = basicCredentials(request)
  const posted = postedCredentials(form)
  if (basic && posted.secret !== undefined) {
    throw new OidcError('invalid_request', 'The client authenticates in one way, not in two.')
  }
  const { clientId, secret } = basic ?? posted
  const client = clients.find((each) => each.clientId === clientId)
  if (client && isRight(client.clientSecret, secret)) return client
  throw new OidcError(
    'invalid_client',
    'The client is unknown, or its secret is wrong.',
    401,
    basic ? { 'www-authenticate': 'Basic realm="token"' } : {},
  )
}

function isRight(expected: string | undefined, given: string | undefined): boolean {
  if (expected === undefined || given === undefined) return expected === given
  return isSameSecret(given, expected)
}
