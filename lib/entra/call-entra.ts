import 'server-only'
import { isOAuthOutage } from '@/lib/openid/is-oauth-outage'
import { createUpstream } from '@/lib/upstream/create-upstream'
import { entraFailure, entraProblem } from './errors'

/**
 * Calls an endpoint of Entra within 5 s, as createUpstream says. Throws the problem that an error means
 * for the caller on whose behalf it was called.
 */
export const callEntra = createUpstream({
  name: 'Entra ID',
  limit: 5_000,
  isOutage: isOAuthOutage,
  describe: entraFailure,
  toProblem: entraProblem,
})
