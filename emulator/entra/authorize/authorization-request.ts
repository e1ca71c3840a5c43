import { type App, findApp } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { type EmulatorRequest, parameter, readForm, splitTarget } from '../../core/http'
import type { Destination } from './authorization-response'
import { EntraError } from '../errors'
import { PageError } from '../pages/page-error'
import { platformOf } from './redirect-uris'
import { parseScopes, type ScopeRequest } from '../tokens/scopes'
import { audienceError, type Authority, findAuthority } from '../tenants'

/** What a page of ours added when a person pressed one of its buttons. */
export interface Choices {
  account: string | null
  approved: boolean
  consent: 'accept' | 'cancel' | null
  /** An administrator consents for everyone in the tenant. */
  forOrganization: boolean
}

/** A request from the browser that names a known app and one of its redirect URIs. */
export interface AuthorizationRequest {
  /** Where it came to: our pages' forms come back there. */
  path: string
  authority: Authority
  app: App
  destination: Destination
  /** The protocol's parameters, without our pages' own. */
  parameters: URLSearchParams
  choices: Choices
}

/**
 * Reads the parameters of a GET or a POST. Throws a PageError for what must never lead to a
 * redirect: an unknown tenant (90002), app (700016, 50194) or redirect URI (50011).
 */
export function readAuthorizationRequest(
  request: EmulatorRequest,
  { config }: Emulator,
): AuthorizationRequest {
  const all = request.method === 'POST' ? readForm(request) : request.query
  const authority = findAuthority(request, config)
  if (!authority) throw new PageError(90002, parameter(request, 'tenant'))
  const clientId = all.get('client_id') ?? ''
  const app = findApp(config, clientId)
  if (!app) throw new PageError(700016, clientId)
  const wrong = audienceError(app, authority)
  if (wrong) throw new PageError(wrong, clientId)
  const redirectUri = all.get('redirect_uri') ?? ''
  const platform = platformOf(app, redirectUri)
  if (!platform) throw new PageError(50011, redirectUri)
  const { parameters, choices } = takeChoices(all, request.method)
  const destination: Destination = {
    redirectUri,
    platform,
    responseMode: all.get('response_mode') ?? 'query',
    state: all.get('state'),
  }
  const { path } = splitTarget(request.target)
  return { path, authority, app, destination, parameters, choices }
}

/** The fields by which our pages' buttons report. They count only when a form was sent. */
export const CHOICE_FIELDS = {
  account: 'emulator_account',
  approved: 'emulator_approved',
  consent: 'emulator_consent',
  forOrganization: 'emulator_organization',
} as const

function takeChoices(all: URLSearchParams, method: string) {
  const parameters = new URLSearchParams(all)
  for (const field of Object.values(CHOICE_FIELDS)) parameters.delete(field)
  const sent = method === 'POST' ? all : new URLSearchParams()
  const consent = sent.get(CHOICE_FIELDS.consent)
  const choices: Choices = {
    account: sent.get(CHOICE_FIELDS.account),
    approved: sent.has(CHOICE_FIELDS.approved),
    consent: consent === 'accept' || consent === 'cancel' ? consent : null,
    forOrganization: sent.has(CHOICE_FIELDS.forOrganization),
  }
  return { parameters, choices }
}

/** What the client wants. Throws an EntraError that the redirect may carry. */
export function requireWellFormed(parameters: URLSearchParams, { config }: Emulator): ScopeRequest {
  const responseType = parameters.get('response_type') ?? ''
  if (responseType !== 'code') throw new EntraError(700054, responseType)
  const challenge = parameters.get('code_challenge')
  const isS256 = parameters.get('code_challenge_method') === 'S256'
  if (challenge !== null && !(isS256 && /^[\w-]{43}$/.test(challenge))) throw new EntraError(501491)
  const scope = parameters.get('scope')
  if (!scope) throw new EntraError(900144, 'scope')
  return parseScopes(scope, config)
}
