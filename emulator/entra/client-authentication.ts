import { type App, type Config, findApp } from '../core/config/config'
import { type EmulatorRequest, header } from '../core/http'
import { requireSecret } from './client-secrets'
import { EntraError } from './errors'

const NO_APP = '00000000-0000-0000-0000-000000000000'

interface Credentials {
  clientId: string
  secret: string | undefined
}

/**
 * Which app asks, by `client_secret_post`, HTTP Basic, or, for a public client, its id alone.
 * Throws AADSTS900144, 700016, 700025, 700027, 700038, 7000215, 7000218 or 7000222.
 */
export function authenticateClient(
  request: EmulatorRequest,
  form: URLSearchParams,
  config: Config,
): App {
  const { clientId, secret } = basicCredentials(request) ?? formCredentials(form)
  if (!clientId) throw new EntraError(900144, 'client_id')
  if (clientId === NO_APP) throw new EntraError(700038, clientId)
  const app = findApp(config, clientId)
  if (!app) throw new EntraError(700016, clientId)
  if (form.has('client_assertion')) throw new EntraError(700027)
  if (app.clientSecret === undefined) {
    if (secret !== undefined) throw new EntraError(700025)
    return app
  }
  if (secret === undefined && isInBrowser(request, form, app)) return app
  if (secret === undefined) throw new EntraError(7000218)
  requireSecret(secret, app)
  return app
}

// An app with a secret and a page of its own: what the page was given, it redeems without the secret.
// https://github.com/AzureAD/microsoft-authentication-library-for-js/pull/3978
function isInBrowser(request: EmulatorRequest, form: URLSearchParams, app: App): boolean {
  const grantType = form.get('grant_type') ?? ''
  const isOfPage = ['authorization_code', 'refresh_token'].includes(grantType)
  return isOfPage && app.redirectUris.spa.length > 0 && header(request, 'origin') !== undefined
}

function formCredentials(form: URLSearchParams): Credentials {
  return {
    clientId: form.get('client_id') ?? '',
    secret: form.get('client_secret') ?? undefined,
  }
}

// RFC 6749 section 2.3.1: both halves are form-encoded before they are joined.
function basicCredentials(request: EmulatorRequest): Credentials | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(header(request, 'authorization') ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString()
  const [, clientId = '', secret = ''] = /^([^:]*):(.*)$/s.exec(text) ?? []
  return { clientId: formDecode(clientId), secret: formDecode(secret) }
}

// Unlike decodeURIComponent this takes malformed text as it is.
function formDecode(text: string): string {
  return new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? ''
}
