import 'server-only'
import { aadstsOf } from '@/lib/contract/aadsts'

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
    /** Whether it is nobody's decision: the directory is unavailable, or its response can't be right. */
    readonly isFault = false,
  ) {
    super('The sign-in was refused.')
  }
}

/** The refusal that a directory's error response is, by redirect or from an endpoint. */
export function refusalOf(error: unknown, description: unknown): SignInRefusal {
  const oauthError = OAUTH_ERRORS.find((known) => known === error) ?? 'other'
  return new SignInRefusal({ oauthError, aadsts: aadstsOf(String(description)) })
}
