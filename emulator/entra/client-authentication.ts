import { basicCredentials, postedCredentials } from '../core/client-credentials'
import { type App, findApp, isConfidential } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, header } from '../core/http'
import { verifyClientAssertion } from './assertions/client-assertion'
import { requireSecret } from './client-secrets'
import { EntraError } from './errors'
import type { GrantRequest } from './grant-request'
import type { Authority } from './tenants'

const NO_APP = '00000000-0000-0000-0000-000000000000'

/** An app that asks for tokens, and how it has shown who it is. */
type Client = Pick<GrantRequest, 'app' | 'proof'>

/**
 * Which app asks, by `client_secret_post`, HTTP Basic, a client assertion, or, for a public client,
 * its id alone. Throws AADSTS900144, 700016, 700025, 700038, 7000215, 7000218, 7000222, or what
 * verifyClientAssertion throws.
 */
export async function authenticateClient(
  request: EmulatorRequest,
  form: URLSearchParams,
  authority: Authority,
  emulator: Emulator,
): Promise<Client> {
  const { clientId, secret } = basicCredentials(request) ?? postedCredentials(form)
  if (!clientId) throw new EntraError(900144, 'client_id')
  if (clientId === NO_APP) throw new EntraError(700038, clientId)
  const app = findApp(emulator.config, clientId)
  if (!app) throw new EntraError(700016, clientId)
  const hasAssertion = form.has('client_assertion')
  if (!isConfidential(app)) {
    if (secret !== undefined || hasAssertion) throw new EntraError(700025)
    return { app, proof: '0' }
  }
  if (hasAssertion) {
    await verifyClientAssertion(form, app, authority, emulator)
    return { app, proof: '2' }
  }
  if (secret === undefined && isInBrowser(request, form, app)) return { app, proof: '0' }
  if (secret === undefined) throw new EntraError(7000218)
  requireSecret(secret, app)
  return { app, proof: '1' }
}

// An app with a secret and a page of its own: what the page was given, it redeems without the secret.
// https://github.com/AzureAD/microsoft-authentication-library-for-js/pull/3978
function isInBrowser(request: EmulatorRequest, form: URLSearchParams, app: App): boolean {
  const grantType = form.get('grant_type') ?? ''
  const isOfPage = ['authorization_code', 'refresh_token'].includes(grantType)
  return isOfPage && app.redirectUris.spa.length > 0 && header(request, 'origin') !== undefined
}
