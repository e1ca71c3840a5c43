import { findUserByName } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import type { Grant } from '../../core/store/records'
import { EntraError } from '../errors'
import { grantedUser } from '../grant'
import { issueTokens, requireConsentAndSecondFactor } from '../tokens/issue-tokens'
import { openRefreshToken } from '../tokens/refresh-tokens'
import { parseScopes } from '../tokens/scopes'
import type { Authority } from '../tenants'
import { type GrantRequest, requireParameter } from '../grant-request'
import { wantedBy } from './wanted'

/** Every use gives a new refresh token, and the old one stays good. It may name another resource. */
export async function refreshToken(request: GrantRequest, emulator: Emulator) {
  const { app, form, authority, crossOrigin } = request
  const { grant: sealed, expiresAt } = await openRefreshToken(
    requireParameter(form, 'refresh_token'),
    app,
    emulator,
  )
  const grant = grantIn(authority, sealed, emulator)
  if (grant.spa && !crossOrigin) throw new EntraError(9002327)
  if (!grant.spa && crossOrigin) throw new EntraError(9002326)

  const wanted = { ...wantedBy(request, grant, emulator), refreshEndsAt: expiresAt }
  requireConsentAndSecondFactor(wanted, emulator)
  return issueTokens(wanted, emulator)
}

// It is bound to a person and a client, not to a tenant: in another one it stands for the guest.
// Source: entra-docs, refresh-tokens.md
function grantIn(authority: Authority, grant: Grant, emulator: Emulator): Grant {
  const { tenant } = authority
  if (!tenant || tenant.id === grant.tenantId) return grant
  const { username } = grantedUser(grant, emulator)
  const account = findUserByName(emulator.config, username, tenant.id)
  if (!account) throw new EntraError(700005)
  const { tenantId, objectId } = account
  const { openid } = parseScopes(grant.scope, emulator.config)
  // What was consented to in one tenant isn't in the other.
  return { ...grant, tenantId, objectId, scope: openid.join(' '), multiFactor: false }
}
