import 'server-only'
import { ResponseBodyError } from 'openid-client'
import * as z from 'zod'
import { aadstsOf } from '@/lib/contract/aadsts'
import { codeOf, type RemoteFailure } from '@/lib/upstream/attempt'
import { GrantRefused } from '@/lib/errors/grant-refused'
import { Problem } from '@/lib/errors/problem'
import { retryAfterHeader } from '@/lib/errors/retry-after'
import { noResponseProblem, upstreamProblem } from '@/lib/upstream/upstream-problem'
import { whatToCheck } from './client-authentication'
import { AssertionUnavailable } from './credentials/assertion-unavailable'

const ASSERTION_RETRY_SECONDS = 10

// What Entra adds to the fields of RFC 6749, 5.2.
const entraError = z.object({
  suberror: z.string().optional(),
  claims: z.string().optional(),
})

/**
 * The problem that an error of Entra's token endpoint means for the caller on whose behalf it was
 * asked: sign in again, consent, or a fault that isn't theirs.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow#error-response-example
 */
export function entraProblem(error: unknown): Problem {
  if (error instanceof ResponseBodyError) return refusal(error)
  if (missingAssertion(error)) {
    const headers = retryAfterHeader(ASSERTION_RETRY_SECONDS)
    return new Problem('upstream_unavailable', { headers, cause: error })
  }
  const { code, cause } = error as { code?: string; cause?: unknown }
  if (cause instanceof Response) {
    return upstreamProblem(cause.status, cause.headers.get('retry-after'), error)
  }
  if (code === 'OAUTH_PARSE_ERROR' || code === 'OAUTH_INVALID_RESPONSE') {
    return new Problem('upstream_failed', { cause: error })
  }
  return noResponseProblem(error)
}

/** What the log says of a request that Entra's token endpoint refused, or didn't respond to. */
export function entraFailure(error: unknown): RemoteFailure {
  const missing = missingAssertion(error)
  if (missing) {
    const credentials = `There is nothing to show Microsoft Entra ID: check ${missing.check}`
    return { code: codeOf(missing), credentials }
  }
  if (!(error instanceof ResponseBodyError)) {
    const { cause } = error as { cause?: unknown }
    return { status: cause instanceof Response ? cause.status : undefined, code: codeOf(error) }
  }
  const { status, error: code, error_description: description = '' } = error
  const aadsts = aadstsOf(description)
  return { status, code, aadsts, credentials: entraCredentialsRefused(code, aadsts) }
}

// openid-client wraps what its client authentication throws.
function missingAssertion(error: unknown): AssertionUnavailable | undefined {
  const { cause } = error as { cause?: unknown }
  return [error, cause].find((one) => one instanceof AssertionUnavailable)
}

// RFC 6749, 5.2; and by number: no such app, an unknown certificate, a wrong secret, an expired one, and an
// issuer of federated tokens whose keys Entra can't get.
const CLIENT_REFUSED = ['invalid_client', 'unauthorized_client']
const CREDENTIALS_REFUSED = [
  'AADSTS700016',
  'AADSTS700027',
  'AADSTS7000215',
  'AADSTS7000222',
  'AADSTS50166',
]

/** What to check where Entra refused this server's own credentials; undefined for any other refusal. */
function entraCredentialsRefused(code: string, aadsts = ''): string | undefined {
  if (!CLIENT_REFUSED.includes(code) && !CREDENTIALS_REFUSED.includes(aadsts)) return undefined
  return `Microsoft Entra ID refused this server’s credentials: check ${whatToCheck()}`
}

// There is no such account (any more), or it is disabled; a guest's, too.
// Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const ACCOUNT_GONE = ['AADSTS50034', 'AADSTS500341', 'AADSTS50057', 'AADSTS500571']

function whatEnded({ error_description: description = '' }: ResponseBodyError) {
  return ACCOUNT_GONE.includes(aadstsOf(description) ?? '') ? 'account' : 'grant'
}

function refusal(error: ResponseBodyError): Problem {
  const { suberror, claims } = entraError.catch({}).parse(error.cause)
  if (suberror === 'consent_required') return new Problem('consent_required', { cause: error })
  if (error.error === 'interaction_required' || error.error === 'invalid_grant') {
    if (claims) return new Problem('interaction_required', { claims, cause: error })
    return new Problem('interaction_required', { cause: new GrantRefused(whatEnded(error), error) })
  }
  // Everything else is between Entra and this app: its secret, its registration, its scopes.
  return upstreamProblem(error.status, error.response.headers.get('retry-after'), error)
}
