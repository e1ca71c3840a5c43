import 'server-only'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import type { Caller } from './caller'
import { type EntraClaims, verifyEntraToken } from '@/lib/entra/verify-access-token'

/** The scope that the server app exposes and every Bearer caller needs. */
export const API_SCOPE = 'access_as_user'

/**
 * The caller behind an Entra access token for this API. Throws `token_invalid`, `token_expired`,
 * `tenant_not_allowed`, `scope_missing` or `client_not_allowed`.
 */
export async function verifyBearer(token: string): Promise<Caller> {
  const { clientId, allowedTenants, allowedClientIds } = env().entra
  const claims = await verifyEntraToken(token, {
    audiences: [clientId, `api://${clientId}`],
    invalid: 'token_invalid',
    expired: 'token_expired',
    tenants: { allowed: allowedTenants, otherwise: 'tenant_not_allowed' },
  })
  if (!isConsistent(claims, clientId)) throw new Problem('token_invalid')
  if (!claims.scopes.includes(API_SCOPE)) throw new Problem('scope_missing')
  if (!claims.clientId || !allowedClientIds.includes(claims.clientId)) {
    throw new Problem('client_not_allowed')
  }
  return {
    directory: claims.tenantId,
    subject: claims.objectId,
    proof: { kind: 'bearer', token },
  }
}

// A v2.0 token names its audience by the app's id alone, whatever form was asked for.
function isConsistent({ version, issuerVersion, audience }: EntraClaims, clientId: string) {
  return version === issuerVersion && (version === '1.0' || audience === clientId)
}
