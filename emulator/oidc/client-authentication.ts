import { timingSafeEqual } from 'node:crypto'
import type { OidcClient } from '../core/config/config'
import { type EmulatorRequest, header } from '../core/http'
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
  const posted = { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? undefined }
  if (basic && posted.secret !== undefined) {
    throw new OidcError('invalid_request', 'The client authenticates in one way, not in two.')
  }
  const { id, secret } = basic ?? posted
  const client = clients.find(({ clientId }) => clientId === id)
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
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

// RFC 6749 section 2.3.1: both halves are form-encoded before they are joined.
function basicCredentials(request: EmulatorRequest) {
  const encoded = /^Basic +(\S+)$/i.exec(header(request, 'authorization') ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':')
  const decode = (text: string) =>
    new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? ''
  return { id: decode(id), secret: decode(secret) }
}
