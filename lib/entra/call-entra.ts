import 'server-only'
import { isOAuthOutage } from '@/lib/openid/is-oauth-outage'
import { createUpstream } from '@/lib/upstream/create-upstream'
import { entraFailure, entraProblem } from './errors'

const service = {
  name: 'Entra ID',
  limit: 5_000,
  isOutage: isOAuthOutage,
  describe: entraFailure,
  toProblem: entraProblem,
}

/**
 * Calls an endpoint of Entra within 5 s, as createUpstream says. Throws the problem that an error means
 * for the caller on whose behalf it was called.
 */
export const callEntra = createUpstream(service)

/** The same with a circuit of its own: fetched at most once in 30 s, keys neither open Entra's nor wait for it. */
export const callKeyServer = createUpstream(service)
