import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { rememberVerified, type Verified } from '@/lib/auth/remember-verified'
import { entraKeys } from '@/lib/entra/keys'
import { type EntraClaims, verifyAccessToken } from '@/lib/entra/verify-access-token'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'

/** The forms in which Entra names ACS as an audience, in the public and the US government cloud. */
const AUDIENCES = [
  'https://auth.msft.communication.azure.com',
  'https://auth.msft.communication.azure.com/',
  'https://auth.msft.communication.azure.us',
  'https://auth.msft.communication.azure.us/',
  '1fd5118e-2576-4263-8130-9503064c837a',
]

const SCOPE = 'Teams.ManageCalls'
const SHORTEST_LIFE_MS = 60_000

/**
 * Checks that a Teams token is Entra's, for ACS, of the caller's own account, got by an app on the
 * list, and valid for at least 60 more seconds. Returns that app's id. Throws a `teams_…` problem.
 */
export async function checkTeamsToken(
  caller: CallerId,
  token: string,
): Promise<{ clientId: string }> {
  const claims = await recallClaims(token, () => verify(token, caller.directory))
  // They may have been verified for somebody else.
  if (claims.tenantId !== caller.directory) throw new Problem('teams_token_wrong_tenant')
  if (claims.objectId !== caller.subject) throw new Problem('teams_token_wrong_user')
  const { clientId } = claims
  if (!clientId || !env().entra.teamsClientIds.includes(clientId)) {
    throw new Problem('teams_token_wrong_client')
  }
  if (!claims.scopes.includes(SCOPE)) throw new Problem('teams_scope_missing')
  if (claims.expiresAt * 1000 - Date.now() < SHORTEST_LIFE_MS) {
    throw new Problem('teams_token_expiring')
  }
  return { clientId }
}

const recallClaims = rememberVerified<EntraClaims>(entraKeys.current)

async function verify(token: string, tenantId: string): Promise<Verified<EntraClaims>> {
  const claims = await verifyAccessToken(token, {
    audiences: AUDIENCES,
    invalid: 'teams_token_invalid',
    expired: 'teams_token_expired',
    tenants: { allowed: [tenantId], otherwise: 'teams_token_wrong_tenant' },
  })
  return { says: claims, endsAt: claims.expiresAt }
}
