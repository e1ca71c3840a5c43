import type { Emulator } from '../../core/emulator'
import { EntraError } from '../errors'
import { grantedUser } from '../grant'
import { issueTokens, requireConsentAndSecondFactor } from '../tokens/issue-tokens'
import { openRefreshToken } from '../tokens/refresh-tokens'
import { parseScopes, requestedTarget } from '../tokens/scopes'
import { requireSameTenant } from '../tenants'
import { type GrantRequest, requireParameter } from '../grant-request'

/** Every use gives a new refresh token, and the old one stays good. It may name another resource. */
export async function refreshToken(request: GrantRequest, emulator: Emulator) {
  const { app, proof, form, authority, crossOrigin } = request
  const { grant, expiresAt } = await openRefreshToken(
    requireParameter(form, 'refresh_token'),
    app.clientId,
    emulator,
  )
  requireSameTenant(authority, grant.tenantId)
  if (grant.spa && !crossOrigin) throw new EntraError(9002327)
  if (!grant.spa && crossOrigin) throw new EntraError(9002326)

  const granted = parseScopes(grant.scope, emulator.config)
  const wanted = {
    grant,
    proof,
    parties: { app, user: grantedUser(grant, emulator) },
    target: requestedTarget(form.get('scope'), granted, emulator.config),
    openid: granted.openid,
    clientInfo: form.has('client_info'),
    claims: form.get('claims'),
    refreshEndsAt: expiresAt,
  }
  requireConsentAndSecondFactor(wanted, emulator)
  return issueTokens(wanted, emulator)
}
