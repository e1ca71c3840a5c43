import { createHash } from 'node:crypto'
import type { Emulator } from '../../core/emulator'
import type { AuthorizationCode } from '../../core/store/records'
import { findCode } from '../authorize/authorization-codes'
import { EntraError } from '../errors'
import { grantedUser } from '../grant'
import { issueTokens, requirePermission } from '../tokens/issue-tokens'
import { parseScopes, requestedTarget } from '../tokens/scopes'
import { required, type TokenRequest } from '../token-request'
import { requireSameTenant } from '../tenants'

/** Redeems a code once. Without `scope` the request's own scopes count, and their first resource wins. */
export async function authorizationCode(request: TokenRequest, emulator: Emulator) {
  const { app, form, authority } = request
  const code = findCode(required(form, 'code'), emulator)
  requireIssuedTo(code, request)
  requireSameTenant(authority, code.grant.tenantId)
  requireRightOrigin(code, request)
  requireVerifier(code, request)

  const requested = parseScopes(code.grant.scope, emulator.config)
  const wanted = {
    grant: code.grant,
    parties: { app, user: grantedUser(code.grant, emulator) },
    target: requestedTarget(form.get('scope'), requested, emulator.config),
    openid: requested.openid,
    nonce: code.nonce,
    clientInfo: form.has('client_info'),
    claims: form.get('claims'),
  }
  requirePermission(wanted, emulator)
  code.redeemed = true
  return issueTokens(wanted, emulator)
}

function requireIssuedTo({ grant, redirectUri }: AuthorizationCode, { app, form }: TokenRequest) {
  if (grant.clientId !== app.clientId) throw new EntraError(9002313)
  const given = required(form, 'redirect_uri')
  if (given !== redirectUri) throw new EntraError(500112, given)
}

function requireRightOrigin({ grant }: AuthorizationCode, { crossOrigin }: TokenRequest) {
  if (crossOrigin && !grant.spa) throw new EntraError(9002326)
  if (!crossOrigin && grant.spa) throw new EntraError(9002327)
}

// RFC 7636 section 4.6. Only single-page apps must have begun with a challenge.
function requireVerifier({ grant, codeChallenge }: AuthorizationCode, { form }: TokenRequest) {
  if (codeChallenge === undefined) {
    if (grant.spa) throw new EntraError(9002325)
    return
  }
  const verifier = form.get('code_verifier') ?? ''
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  if (challenge !== codeChallenge) throw new EntraError(501481)
}
