import { findApp } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json, readForm } from '../../core/http'
import { EntraError } from '../errors'
import { requireParameter } from '../grant-request'
import { requireAuthority } from '../tenants'
import { parseScopes } from '../tokens/scopes'
import { issueDeviceCode, LIFETIME } from './device-codes'
import { DEVICE_LOGIN_PATH } from './device-login'

/** `/{tenant}/oauth2/v2.0/devicecode`: a device without a browser asks for codes to sign in by. */
export function deviceCode(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  const { config, origin } = emulator
  const { tenant } = requireAuthority(request, config)
  const form = readForm(request)
  const clientId = requireParameter(form, 'client_id')
  const app = findApp(config, clientId)
  if (!app) throw new EntraError(700016, clientId)
  const scope = requireParameter(form, 'scope')
  parseScopes(scope, config)
  const { deviceCode, userCode } = issueDeviceCode(
    { clientId: app.clientId, scope, tenantId: tenant?.id },
    emulator,
  )
  const page = `${origin}${DEVICE_LOGIN_PATH}`
  return json(200, {
    user_code: userCode,
    device_code: deviceCode,
    verification_uri: page,
    expires_in: LIFETIME,
    interval: 5,
    message: `Open ${page} in a browser and enter the code ${userCode} to sign in.`,
  })
}
