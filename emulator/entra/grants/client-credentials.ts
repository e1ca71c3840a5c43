import type { Emulator } from '../../core/emulator'
import { appToken } from '../tokens/access-token'
import { EntraError } from '../errors'
import { DEFAULT_SCOPE, onlyTarget, parseScopes } from '../tokens/scopes'
import { type GrantRequest, requireParameter } from '../grant-request'

/** A token for the app itself. It needs `/.default` on one resource, and a tenant of its own. */
export function clientCredentials(request: GrantRequest, emulator: Emulator) {
  const { app, form, authority } = request
  if (app.clientSecret === undefined) throw new EntraError(7000218)
  const scope = requireParameter(form, 'scope')
  const { resource, names } = onlyTarget(parseScopes(scope, emulator.config), scope)
  if (names.some((name) => name !== DEFAULT_SCOPE)) throw new EntraError(1002012, scope)
  if (!authority.tenant) throw new EntraError(90002, authority.segment)
  if (app.servicePrincipals?.includes(authority.tenant.id) === false) {
    throw new EntraError(7000229, app.clientId)
  }
  const { token, expiresIn } = appToken(app, resource, authority.tenant.id, emulator)
  return {
    token_type: 'Bearer',
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: token,
  }
}
