import 'server-only'
import { ResponseBodyError } from 'openid-client'
import { codeOf } from '@/lib/upstream/attempt'
import { Problem } from '@/lib/errors/problem'
import { aadstsOf } from './errors'

// RFC 6749, 4.1.2.1 and 5.2; OpenID Connect Core 1.0, 3.1.2.6.
const OAUTH_ERRORS = [
  'invalid_request',
  'unauthorized_client',
  'access_denied',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'invalid_client',
  'invalid_grant',
  'unsupported_grant_type',
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
  'invalid_request_uri',
  'invalid_request_object',
  'request_not_supported',
  'request_uri_not_supported',
  'registration_not_supported',
] as const

/** An error of OAuth 2.0 or OpenID Connect; whatever else somebody wrote there is `other`. */
export type OAuthError = (typeof OAUTH_ERRORS)[number] | 'other'

interface Details {
  oauthError?: OAuthError
  /** Entra's error number, as in AADSTS65004. */
  aadsts?: string | undefined
  /** Our own or a library's code, such as ECONNREFUSED. */
  code?: string | undefined
}

/** Why a sign-in ended, in names and numbers alone: nothing in it was written by somebody else. */
export class SignInRefusal extends Error {
  override readonly name = 'SignInRefusal'
  constructor(
    readonly details: Details,
    /** Whether it is nobody's decision: Entra is unavailable, or its response can't be right. */
    readonly isFault = false,
  ) {
    super('The sign-in was refused.')
  }
}

/** The refusal that Entra's error response is, by redirect or from an endpoint. */
export function refusalOf(error: unknown, description: unknown): SignInRefusal {
  const oauthError = OAUTH_ERRORS.find((known) => known === error) ?? 'other'
  return new SignInRefusal({ oauthError, aadsts: aadstsOf(String(description)) })
}

/** The refusal that a failed request to Entra, or a wrong response, comes to. */
export function toRefusal(error: unknown): SignInRefusal {
  if (error instanceof SignInRefusal) return error
  if (error instanceof ResponseBodyError) return refusalOf(error.error, error.error_description)
  return new SignInRefusal({ code: innermostCode(error) }, true)
}

// A library's code says which check of a token failed; of our own errors the problem's says more.
function innermostCode(error: unknown): string | undefined {
  const code = error instanceof Problem && error.cause ? codeOf(error.cause) : 'Error'
  return code === 'Error' ? codeOf(error) : code
}
