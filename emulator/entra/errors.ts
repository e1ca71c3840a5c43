import { randomUUID } from 'node:crypto'
import { type EmulatorRequest, type EmulatorResponse, header, HttpError, json } from '../core/http'

type Row = readonly [error: string, text: (detail: string) => string]

/**
 * AADSTS codes with the OAuth error that goes with each and what Entra says, in short. `detail` is
 * the one thing the text names. Sources: entra-docs `reference-error-codes`, SDK recordings.
 */
const CATALOG = {
  28000: [
    'invalid_request',
    (scope) => `The scope parameter contains more than one resource. Scope ${scope} is not valid.`,
  ],
  50011: [
    'invalid_request',
    (uri) => `The redirect URI '${uri}' does not match those configured for the application.`,
  ],
  50013: ['invalid_grant', (why) => `Assertion failed signature validation. ${why}`],
  50020: [
    'invalid_grant',
    (user) => `The account '${user}' does not exist in the tenant and cannot access it.`,
  ],
  50027: ['invalid_client', (why) => `The client assertion is not a valid JWT: ${why}`],
  50034: ['invalid_grant', (user) => `The account '${user}' does not exist in the directory.`],
  50048: ['invalid_client', () => 'The subject of the client assertion is not its issuer.'],
  50057: ['invalid_grant', () => 'The user account is disabled.'],
  50058: ['login_required', () => 'A silent sign-in request was sent but no user is signed in.'],
  50076: [
    'interaction_required',
    (resource) => `You must use multi-factor authentication to access '${resource}'.`,
  ],
  50079: [
    'interaction_required',
    (resource) => `You must enroll in multi-factor authentication to access '${resource}'.`,
  ],
  50126: ['invalid_grant', () => 'Invalid username or password.'],
  50166: ['invalid_request', () => 'The request to the external OIDC endpoint failed.'],
  50173: ['invalid_grant', () => 'The provided grant has expired due to it being revoked.'],
  50194: [
    'invalid_request',
    (app) =>
      `Application '${app}' is not configured as a multi-tenant application. Use a tenant-specific endpoint.`,
  ],
  54005: ['invalid_grant', () => 'OAuth2 authorization code was already redeemed.'],
  65001: [
    'invalid_grant',
    (app) => `The user or administrator has not consented to use the application '${app}'.`,
  ],
  65004: ['access_denied', () => 'User declined to consent to access the app.'],
  70003: ['unsupported_grant_type', (grant) => `The grant type '${grant}' is not supported.`],
  70008: ['invalid_grant', () => 'The provided authorization code has expired.'],
  70011: ['invalid_scope', (scope) => `The scope '${scope}' is not valid.`],
  70016: ['authorization_pending', () => 'Nobody has signed in for the device yet.'],
  70018: ['bad_verification_code', () => 'The device code is unknown.'],
  70020: ['expired_token', () => 'The device code has expired.'],
  90002: ['invalid_request', (tenant) => `Tenant '${tenant}' not found.`],
  90093: [
    'access_denied',
    (app) => `Only an administrator can consent to what '${app}' asks for the organization.`,
  ],
  500011: [
    'invalid_resource',
    (resource) => `The resource principal named ${resource} was not found in the tenant.`,
  ],
  500112: [
    'invalid_client',
    (uri) => `The reply address '${uri}' is not the one the code was requested for.`,
  ],
  500131: [
    'invalid_grant',
    () => 'Assertion audience does not match the Client app presenting the assertion.',
  ],
  500133: ['invalid_grant', () => 'Assertion is not within its valid time range.'],
  501481: [
    'invalid_grant',
    () => 'The Code_Verifier does not match the code_challenge of the authorization request.',
  ],
  501491: ['invalid_request', () => 'The code challenge must be an S256 one of 43 characters.'],
  650052: [
    'invalid_client',
    (resource) => `The app needs access to a service (${resource}) the organization lacks.`,
  ],
  650056: [
    'invalid_client',
    (resource) => `The app has listed no permissions for '${resource}' in its registration.`,
  ],
  700005: ['invalid_grant', () => 'The grant is intended for use against another tenant.'],
  700016: ['unauthorized_client', (id) => `Application with identifier '${id}' was not found.`],
  700021: [
    'invalid_client',
    () => "The client assertion names another application than the parameter 'client_id'.",
  ],
  700023: [
    'invalid_client',
    (audience) => `The audience '${audience}' of the client assertion is not this token endpoint.`,
  ],
  700024: ['invalid_client', () => 'The client assertion is not within its valid time range.'],
  700025: [
    'invalid_client',
    () => 'Client is public, so neither an assertion nor a secret should be presented.',
  ],
  700027: [
    'invalid_client',
    (why) => `The client assertion failed signature validation. [Reason - ${why}]`,
  ],
  700038: ['invalid_request', (id) => `${id} is not a valid application identifier.`],
  700054: [
    'unsupported_response_type',
    (type) => `response_type '${type}' is not enabled for the application.`,
  ],
  700082: ['invalid_grant', () => 'The refresh token has expired due to inactivity.'],
  700084: [
    'invalid_grant',
    () => 'The refresh token was issued to a single page app and its life of 24 hours is over.',
  ],
  700211: ['invalid_client', (issuer) => noFederatedCredential('issuer', issuer)],
  700212: ['invalid_client', (audience) => noFederatedCredential('audience', audience)],
  700213: ['invalid_client', (subject) => noFederatedCredential('subject', subject)],
  900144: ['invalid_request', (name) => `The request must contain the parameter '${name}'.`],
  1002012: [
    'invalid_scope',
    (scope) => `The scope ${scope} is not valid: client credentials need /.default on a resource.`,
  ],
  5002741: ['invalid_client', () => 'The client assertion may name one audience only.'],
  7000215: ['invalid_client', () => 'Invalid client secret provided.'],
  7000218: [
    'invalid_client',
    () => "The request must contain 'client_assertion' or 'client_secret'.",
  ],
  7000222: ['invalid_client', (app) => `The client secret keys for app '${app}' are expired.`],
  7000229: [
    'invalid_client',
    (app) => `The client application ${app} is missing service principal in the tenant.`,
  ],
  7000272: [
    'invalid_client',
    (issuer) => `The key of the client assertion is not among those of its issuer '${issuer}'.`,
  ],
  7002138: [
    'invalid_client',
    (subject) => `${noFederatedCredential('subject', subject)} It differs in case alone.`,
  ],
  9002313: ['invalid_grant', () => 'Invalid request. Request is malformed or invalid.'],
  9002325: [
    'invalid_request',
    () => 'Proof Key for Code Exchange is required for cross-origin code redemption.',
  ],
  9002326: [
    'invalid_request',
    () =>
      "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
  ],
  9002327: [
    'invalid_request',
    () =>
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  ],
} satisfies Record<number, Row>

function noFederatedCredential(part: string, value: string): string {
  return `No federated identity record matches the ${part} '${value}' of the client assertion.`
}

export type ErrorNumber = keyof typeof CATALOG

export interface ErrorExtras {
  /** In place of the error that usually goes with the number. */
  error?: string
  suberror?: string
  /** The claims challenge, as JSON text. */
  claims?: string
}

/** An AADSTS error. By itself it responds as the token endpoint does: JSON, 400, 401 for a bad client. */
export class EntraError extends HttpError {
  override readonly name = 'EntraError'
  readonly error: string

  constructor(
    readonly number: ErrorNumber,
    detail = '',
    readonly extras: ErrorExtras = {},
  ) {
    const [error, text] = CATALOG[number] as Row
    super(`AADSTS${number}: ${text(detail)}`)
    this.error = error
  }

  override get rule(): string {
    return `AADSTS${this.number}`
  }

  override toResponse(request: EmulatorRequest, now: number): EmulatorResponse {
    const status = this.error === 'invalid_client' ? 401 : 400
    return json(status, this.body(request, now))
  }

  body(request: EmulatorRequest, now: number) {
    return errorBody(this.error, this.message, this.number, request, now, this.extras)
  }
}

const WITH_PAGE = new Set([50057, 50173, 500011, 7000215, 7000272])

/** Entra's error body, with its ids and its time in the places where clients look for them. */
export function errorBody(
  error: string,
  message: string,
  number: number,
  request: EmulatorRequest,
  now: number,
  extras: ErrorExtras = {},
) {
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`
  const trace = randomUUID()
  const correlation = header(request, 'client-request-id') ?? randomUUID()
  return {
    error,
    error_description: `${message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    // Not all errors have it. Its page is Microsoft's: there is none here.
    ...(WITH_PAGE.has(number) && {
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    }),
    ...extras,
  }
}
