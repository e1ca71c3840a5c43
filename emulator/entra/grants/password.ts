import { randomUUID } from 'node:crypto'
import { findUserByName, homeAccount } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { changesOf } from '../../core/store/account-changes'
import { inactivity, requireActive } from '../active-account'
import { EntraError } from '../errors'
import { issueTokens } from '../tokens/issue-tokens'
import { onlyTarget, parseScopes } from '../tokens/scopes'
import { isAdmitted } from '../tenants'
import { type GrantRequest, requireParameter } from '../grant-request'

/**
 * A user's tokens without a browser, for tests. Other than Entra it asks neither for consent nor
 * for a second factor: every user gets every scope of the API, Teams and Graph.
 */
export async function password(request: GrantRequest, emulator: Emulator) {
  const { app, proof, form, authority } = request
  const username = requireParameter(form, 'username')
  const user = findUserByName(emulator.config, username, authority.tenant?.id)
  if (!user || inactivity(user, emulator.store) === 50034) {
    throw new EntraError(
      !user && findUserByName(emulator.config, username) ? 50020 : 50034,
      username,
    )
  }
  if (!isAdmitted(user, authority)) throw new EntraError(50020, username)
  const changed = changesOf(homeAccount(emulator.config, user), emulator.store).password
  if (requireParameter(form, 'password') !== (changed ?? user.password)) {
    throw new EntraError(50126)
  }
  // Whoever doesn't have the password doesn't learn it: https://github.com/knavesec/CredMaster/pull/64
  requireActive(user, emulator.store)

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
      proof,
      parties: { app, user },
      target: onlyTarget({ openid, targets }, scope),
      openid,
      clientInfo: form.has('client_info'),
      claims: form.get('claims'),
    },
    emulator,
  )
}
