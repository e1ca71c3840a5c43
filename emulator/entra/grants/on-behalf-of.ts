import { randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import * as errors from 'jose/errors'
import type { App } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { verify } from '../../core/verify'
import { EntraError } from '../errors'
import { grantedUser } from '../grant'
import { issueTokens, requireConsentAndSecondFactor } from '../tokens/issue-tokens'
import { identifierUris } from '../tokens/resources'
import { onlyTarget, parseScopes } from '../tokens/scopes'
import { requireSameTenant } from '../tenants'
import { type GrantRequest, requireParameter } from '../grant-request'

/** Turns the token an API was called with into one for the next API, for the same user. */
export async function onBehalfOf(request: GrantRequest, emulator: Emulator) {
  const { app, form, authority } = request
  if (app.clientSecret === undefined) throw new EntraError(7000218)
  if (form.get('requested_token_use') !== 'on_behalf_of') {
    throw new EntraError(900144, 'requested_token_use')
  }
  const assertion = await verifyAssertion(requireParameter(form, 'assertion'), app, emulator)
  const scope = requireParameter(form, 'scope')
  const { openid, targets } = parseScopes(scope, emulator.config)
  const grant = {
    tenantId: String(assertion.tid),
    objectId: String(assertion.oid),
    clientId: app.clientId,
    // Nothing counts as consented to here: the user has never been asked by this app.
    scope: openid.join(' '),
    sessionId: typeof assertion.sid === 'string' ? assertion.sid : randomUUID(),
    multiFactor: Array.isArray(assertion.amr) && assertion.amr.includes('mfa'),
    spa: false,
  }
  requireSameTenant(authority, grant.tenantId)
  const wanted = {
    grant,
    parties: { app, user: grantedUser(grant, emulator) },
    target: onlyTarget({ openid, targets }, scope),
    openid,
    clientInfo: form.has('client_info'),
    claims: form.get('claims'),
  }
  requireConsentAndSecondFactor(wanted, emulator)
  return issueTokens(wanted, emulator)
}

async function verifyAssertion(
  assertion: string,
  app: App,
  { keys, now }: Emulator,
): Promise<JWTPayload> {
  const claims = await verify(keys, 'entra', assertion, now()).catch((error: unknown) => {
    throw isAboutTime(error)
      ? new EntraError(500133)
      : new EntraError(50013, 'The signature or the form is wrong.')
  })
  if (![app.clientId, ...identifierUris(app)].includes(String(claims.aud))) {
    throw new EntraError(500131)
  }
  if (claims.scp === undefined) throw new EntraError(50013, 'It is not a token about a user.')
  return claims
}

function isAboutTime(error: unknown): boolean {
  if (error instanceof errors.JWTExpired) return true
  return error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf'
}
