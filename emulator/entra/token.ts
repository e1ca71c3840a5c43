import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, header, json, readForm } from '../core/http'
import { authenticateClient } from './client-authentication'
import { EntraError } from './errors'
import { authorizationCode } from './grants/authorization-code'
import { clientCredentials } from './grants/client-credentials'
import { onBehalfOf } from './grants/on-behalf-of'
import { password } from './grants/password'
import { refreshToken } from './grants/refresh-token'
import { audienceError, requireAuthority } from './tenants'
import { type GrantRequest, requireParameter } from './grant-request'

type GrantType = (request: GrantRequest, emulator: Emulator) => object | Promise<object>

const grantTypes = new Map<string, GrantType>([
  ['authorization_code', authorizationCode],
  ['refresh_token', refreshToken],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', onBehalfOf],
  ['client_credentials', clientCredentials],
  ['password', password],
])

/** The token endpoint: who asks, by which grant, for what. */
export async function token(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const authority = requireAuthority(request, emulator.config)
  const form = readForm(request)
  const name = requireParameter(form, 'grant_type')
  const grant = grantTypes.get(name)
  if (!grant) throw new EntraError(70003, name)
  const app = authenticateClient(request, form, emulator.config)
  const wrong = audienceError(app, authority)
  if (wrong) throw new EntraError(wrong, app.clientId)
  const crossOrigin = header(request, 'origin') !== undefined
  return json(200, await grant({ authority, app, form, crossOrigin }, emulator))
}
