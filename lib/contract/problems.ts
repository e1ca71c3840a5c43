/** The stable codes of problem responses: status, and the default text. */
export const problems = {
  invalid_request: [400, 'The request is malformed.'],
  teams_token_missing: [
    400,
    'Send the Teams user’s Entra token as teamsUserAadToken in a JSON body or in the header teams-user-aad-token.',
  ],
  teams_token_wrong_client: [400, 'The Teams token was issued to another application.'],
  teams_token_invalid: [
    400,
    'The Teams token is not a valid Entra token for Azure Communication Services.',
  ],
  teams_token_expired: [400, 'The Teams token has expired.'],
  teams_token_expiring: [400, 'The Teams token expires in less than 60 seconds; get a new one.'],

  unauthenticated: [401, 'Sign in, or send an access token as a Bearer token.'],
  token_invalid: [401, 'The access token is not valid for this API.'],
  token_expired: [401, 'The access token has expired.'],
  interaction_required: [401, 'Entra requires the user to sign in again.'],

  scope_missing: [403, 'The access token does not have the scope access_as_user.'],
  role_missing: [403, 'This app requires a role that the caller does not have.'],
  client_not_allowed: [403, 'This application is not allowed to call the API.'],
  tenant_not_allowed: [403, 'Users of this tenant are not allowed to use this app.'],
  teams_token_wrong_user: [403, 'The Teams token belongs to someone else.'],
  teams_token_wrong_tenant: [403, 'The Teams token was issued by another tenant.'],
  teams_scope_missing: [403, 'The Teams token does not have the scope Teams.ManageCalls.'],
  teams_access_denied: [
    403,
    'Azure Communication Services refused the Teams user; a Teams license may be missing.',
  ],
  cross_site: [403, 'This request must come from a page of this app.'],
  consent_required: [403, 'The user or an administrator must consent first.'],
  directory_not_supported: [
    403,
    'Teams tokens are exchanged for people with Microsoft accounts, and this app’s people sign in elsewhere.',
  ],
  microsoft_account_required: [403, 'This needs a Microsoft account, and the caller has none.'],

  mapping_not_found: [404, 'The caller has no Azure Communication Services identity yet.'],
  not_found: [404, 'There is nothing here.'],
  method_not_allowed: [405, 'This resource does not support this method.'],
  body_timeout: [408, 'The body did not arrive within 10 seconds.'],
  identity_unusable: [
    409,
    'The stored identity does not belong to this Azure Communication Services resource; POST /api/user replaces it.',
  ],
  body_too_large: [413, 'The body exceeds 16 KiB.'],
  unsupported_media_type: [415, 'The body must be application/json.'],
  rate_limited: [429, 'Too many requests.'],

  internal_error: [
    500,
    'Something went wrong on the server. Its log has details under the correlation ID.',
  ],
  upstream_failed: [502, 'A Microsoft service returned an invalid response.'],
  upstream_throttled: [503, 'A Microsoft service is throttling; try again later.'],
  upstream_unavailable: [503, 'A service this app depends on is not available; try again later.'],
  upstream_timeout: [504, 'A Microsoft service did not respond in time.'],
} as const satisfies Record<string, readonly [number, string]>

/** The stable codes of problem responses. */
export type ProblemCode = keyof typeof problems

export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]
