import type { Emulator } from '../../core/emulator'
import { requireDeviceGrant } from '../device/device-codes'
import { issueTokens, requireConsentAndSecondFactor } from '../tokens/issue-tokens'
import { type GrantRequest, requireParameter } from '../grant-request'
import { requireSameTenant } from '../tenants'
import { wantedBy } from './wanted'

/** Polled by a device until somebody has signed in for it, or won't. Its code is good once. */
export async function deviceCodeGrant(request: GrantRequest, emulator: Emulator) {
  const { app, form, authority } = request
  const code = requireParameter(form, 'device_code')
  const { device, grant } = requireDeviceGrant(code, app.clientId, emulator)
  requireSameTenant(authority, grant.tenantId)
  const wanted = wantedBy(request, grant, emulator)
  requireConsentAndSecondFactor(wanted, emulator)
  device.redeemed = true
  return issueTokens(wanted, emulator)
}
