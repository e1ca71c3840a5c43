import { createHash } from 'node:crypto'
import type { Emulator } from '../../core/emulator'
import type { AuthorizationCode } from '../../core/store/records'
import { findCode } from '../authorize/authorization-codes'
import { EntraError } from '../errors'
import { issueTokens, requireConsentAndSecondFactor } from '../tokens/issue-tokens'
import { type GrantRequest, requireParameter } from '../grant-request'
import { requireSameTenant } from '../tenants'
import { wantedBy } from './wanted'

/** Redeems a code once. Without `scope` the request's own scopes count, and their first resource wins. */
export async function authorizationCode(request: GrantRequest, emulator: Emulator) {
  const { form, authority } = request
  const code = findCode(requireParameter(form, 'code'), emulator)
  requireIssuedTo(code, request)
  requireSameTenant(authority, code.grant.tenantId)
  requireRightOrigin(code, request)
  requireVerifier(code, request)

  const wanted = {
    ...wantedBy(request, code.grant, emulator),
    nonce: code.nonce,
    claims: form.get('claims') ?? code.claims ?? null,
  }
  requireConsentAndSecondFactor(wanted, emulator)
  code.redeemed = true
  return issueTokens(wanted, emulator)
}

function requireIssuedTo({ grant, redirectUri }: AuthorizationCode, { app, form }: GrantRequest) {
  if (grant.clientId !== app.clientId) throw new EntraError(9002313)
  const given = requireParameter(form, 'redirect_uri')
  if (given !== redirectUri) throw new EntraError(500112, given)
}

function requireRightOrigin({ grant }: AuthorizationCode, { crossOrigin }: GrantRequest) {
  if (crossOrigin && !grant.spa) throw new EntraError(9002326)
  if (!crossOrigin && grant.spa) throw new EntraError(9002327)
}

// RFC 7636 section 4.6. Only single-page apps must have begun with a challenge.
function requireVerifier({ grant, codeChallenge }: AuthorizationCode, { form }: GrantRequest) {
  if (codeChallenge === undefined) {
    if (grant.spa) throw new EntraError(9002325)
    return
  }
  const verifier = form.get('code_verifier') ?? ''
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  if (challenge !== codeChallenge) throw new EntraError(501481)
}
