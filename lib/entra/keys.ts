import 'server-only'
import { env } from '@/lib/env'
import { isOAuthOutage } from '@/lib/openid/is-oauth-outage'
import { keepSigningKeys } from '@/lib/openid/signing-keys'
import { createUpstream } from '@/lib/upstream/create-upstream'
import { entraFailure, entraProblem } from './errors'

// A circuit of its own: fetched at most once in 30 s, keys neither open Entra's nor wait for it.
const callKeyServer = createUpstream({
  name: 'Entra ID',
  limit: 5_000,
  isOutage: isOAuthOutage,
  describe: entraFailure,
  toProblem: entraProblem,
})

/** Entra's signing keys. */
export const entraKeys = keepSigningKeys('Entra keys', callKeyServer, (signal) => {
  const { authorityHost, tenantId, allowedTenants } = env().entra
  // A tenant's own key set is published for that tenant's tokens alone.
  const isOnlyTenant = allowedTenants.every((allowed) => allowed === tenantId)
  const publisher = isOnlyTenant ? tenantId : 'organizations'
  const address = `${authorityHost}/${publisher}/discovery/v2.0/keys`
  return fetch(address, { signal, redirect: 'error' })
})
