import type { Emulator } from '../core/emulator'
import { pairwiseSubject } from '../entra/tokens/claims'
import { type EmulatorRequest, type EmulatorResponse, json } from '../core/http'
import { requireGraphCaller, requirePermission } from './authenticate'

/**
 * /oidc/userinfo: what the id token says about the user, for a Graph token with `openid`. Graph
 * hosts it for Entra. Source: entra-docs, userinfo.md.
 */
export async function userinfo(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const caller = await requireGraphCaller(request, emulator)
  requirePermission(caller.scopes, 'openid')
  const { user, appId, scopes } = caller
  return json(200, {
    sub: pairwiseSubject(user.objectId, appId),
    ...(scopes.includes('profile') && {
      name: user.displayName,
      family_name: user.surname,
      given_name: user.givenName,
      picture: `${emulator.origin}/v1.0/me/photo/$value`,
    }),
    ...(scopes.includes('email') && { email: user.mail }),
  })
}
