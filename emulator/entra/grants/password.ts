import { randomUUID } from 'node:crypto'
import { findUserByName } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { EntraError } from '../errors'
import { issueTokens } from '../tokens/issue-tokens'
import { onlyTarget, parseScopes } from '../tokens/scopes'
import { type GrantRequest, requireParameter } from '../grant-request'

/**
 * A user's tokens without a browser, for tests. Other than Entra it asks neither for consent nor
 * for a second factor: every user gets every scope of the API, Teams and Graph.
 */
export async function password(request: GrantRequest, emulator: Emulator) {
  const { app, form, authority } = request
  const username = requireParameter(form, 'username')
  const user = findUserByName(emulator.config, username, authority.tenant?.id)
  if (!user) {
    throw new EntraError(findUserByName(emulator.config, username) ? 50020 : 50034, username)
  }
  if (requireParameter(form, 'password') !== user.password) throw new EntraError(50126)

  const scope = requireParameter(form, 'scope')
  const { openid, targets } = parseScopes(scope, emulator.config)
  const { tenantId, objectId } = user
  return issueTokens(
    {
      grant: {
        tenantId,
        objectId,
        clientId: app.clientId,
        scope,
        sessionId: randomUUID(),
        multiFactor: false,
        spa: false,
      },
      parties: { app, user },
      target: onlyTarget({ openid, targets }, scope),
      openid,
      clientInfo: form.has('client_info'),
      claims: form.get('claims'),
    },
    emulator,
  )
}
