import 'server-only'
import { env } from '@/lib/env'
import { keepSigningKeys } from '@/lib/openid/signing-keys'
import { callKeyServer } from './call-entra'

/** Entra's signing keys. */
export const entraKeys = keepSigningKeys('Entra keys', callKeyServer, (signal) => {
  const { authorityHost, tenantId, allowedTenants } = env().entra
  // A tenant's own key set is published for that tenant's tokens alone.
  const isOnlyTenant = allowedTenants.every((allowed) => allowed === tenantId)
  const publisher = isOnlyTenant ? tenantId : 'organizations'
  const address = `${authorityHost}/${publisher}/discovery/v2.0/keys`
  return fetch(address, { signal, redirect: 'error' })
})
