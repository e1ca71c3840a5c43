import { createHash } from 'node:crypto'
import type { OidcClient } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json, readForm } from '../core/http'
import { isRevoked } from '../core/issuance'
import type { OidcCode } from '../core/store/records'
import { unseal } from '../entra/tokens/sealed'
import { authenticateOidcClient } from './client-authentication'
import { OidcError } from './errors'
import { findPerson, type Provider, requireProvider } from './provider'
import { type OidcGrant, oidcRefreshSchema, oidcTokens } from './tokens'

/** /oidc/{provider}/token. Source: OpenID Connect Core sections 3.1.3 and 12, RFC 7636 section 4.6. */
export async function oidcToken(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const provider = requireProvider(request, emulator)
  const form = readForm(request)
  const client = authenticateOidcClient(request, form, provider)
  const grantType = form.get('grant_type')
  if (grantType === 'authorization_code') {
    const code = redeemCode(form, client, provider, emulator)
    return json(200, await oidcTokens(grantOf(code, client, provider), code.nonce, emulator))
  }
  if (grantType !== 'refresh_token') {
    throw new OidcError('unsupported_grant_type', 'It is authorization_code or refresh_token.')
  }
  const grant = await readRefreshToken(form, client, provider, emulator)
  return json(200, await oidcTokens(grant, undefined, emulator))
}

// A code is good for one attempt of its client.
function redeemCode(
  form: URLSearchParams,
  { clientId }: OidcClient,
  { name }: Provider,
  { store, now }: Emulator,
): OidcCode {
  const text = form.get('code') ?? ''
  const code = store.oidcCodes.get(text)
  if (code?.provider !== name || code.clientId !== clientId || code.expiresAt < now()) {
    throw new OidcError('invalid_grant', 'The code is unknown, redeemed or expired.')
  }
  store.oidcCodes.delete(text)
  if (form.get('redirect_uri') !== code.redirectUri) {
    throw new OidcError('invalid_grant', 'The redirect_uri is not the one of the request.')
  }
  requireVerifier(code, form.get('code_verifier'))
  return code
}

function requireVerifier({ codeChallenge }: OidcCode, verifier: string | null): void {
  const computed =
    verifier === null ? undefined : createHash('sha256').update(verifier).digest('base64url')
  if (computed === codeChallenge) return
  throw new OidcError('invalid_grant', 'The code_verifier does not match the code_challenge.')
}

async function readRefreshToken(
  form: URLSearchParams,
  client: OidcClient,
  provider: Provider,
  { store }: Emulator,
): Promise<OidcGrant> {
  const token = await unseal(form.get('refresh_token') ?? '', oidcRefreshSchema)
  const isOf = token?.provider === provider.name && token.clientId === client.clientId
  if (!isOf || isRevoked(store.grants, token.issuedAt)) {
    throw new OidcError('invalid_grant', 'The refresh token is not one of this client.')
  }
  return grantOf(token, client, provider)
}

function grantOf(
  { personId, scopes, signedInAt }: Pick<OidcCode, 'personId' | 'scopes' | 'signedInAt'>,
  client: OidcClient,
  provider: Provider,
): OidcGrant {
  const person = findPerson(provider, personId)
  if (!person) throw new OidcError('invalid_grant', 'The person is no longer there.')
  return { provider, client, person, scopes, signedInAt }
}
