import type { Emulator } from '../../core/emulator'
import { requireDeviceGrant } from '../device/device-codes'
import { grantedUser } from '../grant'
import { issueTokens, requireConsentAndSecondFactor } from '../tokens/issue-tokens'
import { parseScopes, requestedTarget } from '../tokens/scopes'
import { type GrantRequest, requireParameter } from '../grant-request'
import { requireSameTenant } from '../tenants'

/** Polled by a device until somebody has signed in for it, or won't. Its code is good once. */
export async function deviceCodeGrant(request: GrantRequest, emulator: Emulator) {
  const { app, proof, form, authority } = request
  const code = requireParameter(form, 'device_code')
  const { device, grant } = requireDeviceGrant(code, app.clientId, emulator)
  requireSameTenant(authority, grant.tenantId)
  const requested = parseScopes(grant.scope, emulator.config)
  const wanted = {
    grant,
    proof,
    parties: { app, user: grantedUser(grant, emulator) },
    target: requestedTarget(form.get('scope'), requested, emulator.config),
    openid: requested.openid,
    clientInfo: form.has('client_info'),
    claims: form.get('claims'),
  }
  requireConsentAndSecondFactor(wanted, emulator)
  device.redeemed = true
  return issueTokens(wanted, emulator)
}
