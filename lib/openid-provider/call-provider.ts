import 'server-only'
import { ResponseBodyError } from 'openid-client'
import { isOAuthOutage } from '@/lib/openid/is-oauth-outage'
import { codeOf, type RemoteFailure } from '@/lib/upstream/attempt'
import { createUpstream } from '@/lib/upstream/create-upstream'
import { noResponseProblem } from '@/lib/upstream/upstream-problem'

const service = {
  name: 'OpenID provider',
  limit: 5_000,
  isOutage: isOAuthOutage,
  describe,
  toProblem: noResponseProblem,
}

/** Calls an endpoint of the OpenID provider within 5 s, as createUpstream says. */
export const callProvider = createUpstream(service)

/** The same with a circuit of its own: keys neither open the provider's nor wait for it. */
export const callKeyServer = createUpstream(service)

function describe(error: unknown): RemoteFailure {
  if (!(error instanceof ResponseBodyError)) {
    const { cause } = error as { cause?: unknown }
    return { status: cause instanceof Response ? cause.status : undefined, code: codeOf(error) }
  }
  const { status, error: code } = error
  // RFC 6749, 5.2.
  const isClientRefused = code === 'invalid_client' || code === 'unauthorized_client'
  return {
    status,
    code: codeOf({ code }),
    ...(isClientRefused && {
      credentials:
        'The OpenID provider refused this server’s credentials: check OIDC_CLIENT_ID and OIDC_CLIENT_SECRET',
    }),
  }
}
