import { type Config, homeAccount, type User } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import type { Grant } from '../../core/store/records'
import { type ClientProof, delegatedToken } from './access-token'
import { clientCapabilities } from './client-capabilities'
import { effectiveNames, missingConsent, type Parties } from '../authorize/consent'
import { EntraError } from '../errors'
import { idToken } from './id-token'
import { lacksSecondFactor, secondFactorError } from '../authorize/multi-factor'
import { issueRefreshToken } from './refresh-tokens'
import { fullName, isSignInScope, parseScopes, type Target } from './scopes'

/** What one token request comes to, once its grant is found good. */
export interface Wanted {
  grant: Grant
  proof: ClientProof
  parties: Parties
  target: Target
  openid: readonly string[]
  /** Whether the response names the account in MSAL's `client_info`. */
  clientInfo: boolean
  /** A claims challenge that the client passed on, and its capabilities. */
  claims: string | null
  nonce?: string | undefined
  /** When a single-page app's refresh tokens end, if that is settled already. */
  refreshEndsAt?: number
}

/** Throws AADSTS65001 while consent is missing, 50076 or 50079 while a second factor is. */
export function requireConsentAndSecondFactor(
  { grant, parties, target, claims }: Wanted,
  emulator: Emulator,
): void {
  const granted = parseScopes(grant.scope, emulator.config).targets.find(
    ({ resource }) => resource.uri === target.resource.uri,
  )
  const missing = missingConsent(target, parties, emulator.store).filter(
    (name) => !granted?.names.includes(name),
  )
  if (missing.length > 0) {
    throw new EntraError(65001, parties.app.clientId, { suberror: 'consent_required' })
  }
  const signedIn = { user: parties.user, multiFactor: grant.multiFactor }
  if (lacksSecondFactor(signedIn, [target], claims, emulator)) {
    throw secondFactorError(parties.user, target.resource.uri, emulator)
  }
}

/** The token endpoint's response: an access token, and with it what the OpenID scopes ask for. */
export async function issueTokens(wanted: Wanted, emulator: Emulator) {
  const { grant, proof, parties, target, openid } = wanted
  const { app, user } = parties
  const scopes = effectiveNames(target, parties, emulator.store)
  const access = delegatedToken(
    {
      ...grant,
      app,
      proof,
      user,
      resource: target.resource,
      scopes,
      capabilities: clientCapabilities(wanted.claims),
    },
    emulator,
  )
  return {
    token_type: 'Bearer',
    scope: grantedScope(target, scopes),
    expires_in: access.expiresIn,
    ext_expires_in: access.expiresIn,
    access_token: access.token,
    ...(openid.includes('offline_access') && (await refreshTokenMembers(wanted, emulator))),
    ...(openid.includes('openid') && {
      id_token: idToken({ ...grant, app, user, openid, nonce: wanted.nonce }, emulator),
    }),
    ...(wanted.clientInfo && { client_info: clientInfo(user, emulator.config) }),
  }
}

// Only single-page apps are told when it ends.
async function refreshTokenMembers({ grant, refreshEndsAt }: Wanted, emulator: Emulator) {
  const { token, expiresIn } = await issueRefreshToken(grant, emulator, refreshEndsAt)
  return { refresh_token: token, ...(grant.spa && { refresh_token_expires_in: expiresIn }) }
}

/** MSAL's account key: base64url of `{uid, utid}`, of guests those of their own tenant. */
export function clientInfo(user: User, config: Config): string {
  const { objectId, tenantId } = homeAccount(config, user)
  return Buffer.from(JSON.stringify({ uid: objectId, utid: tenantId })).toString('base64url')
}

// As the client wrote them; what it did not write, in full unless it left the resource out.
function grantedScope({ resource, names, written }: Target, granted: readonly string[]): string {
  const forms = new Map(names.map((name, index) => [name, written[index]]))
  const isShort = names.some((name) => !isSignInScope(name) && forms.get(name) === name)
  return granted
    .map((name) => forms.get(name) ?? (isShort ? name : fullName(resource, name)))
    .join(' ')
}
