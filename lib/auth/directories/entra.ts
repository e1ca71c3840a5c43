import 'server-only'
import * as z from 'zod'
import { authorizationEndpoint } from '@/lib/entra/authorization-endpoint'
import { entraKeys } from '@/lib/entra/keys'
import { redeemCode } from '@/lib/entra/redeem-code'
import { requestByRefreshToken, requestOnBehalfOf } from '@/lib/entra/request-graph-token'
import { type EntraClaims, verifyAccessToken } from '@/lib/entra/verify-access-token'
import { API_SCOPE, type ApiAuthorization } from '@/lib/contract/openapi'
import { env } from '@/lib/env'
import { GrantRefused } from '@/lib/errors/grant-refused'
import { Problem } from '@/lib/errors/problem'
import type { Caller, CallerId } from '../caller'
import { findGrant, renewGrant } from '../session/grant-store'
import { rememberVerified, type Verified } from '../remember-verified'
import type { Directory, GraphToken, Person } from './directory'

/** Microsoft Entra ID: a caller's directory is their tenant, its subject their object id. */
export const entraDirectory: Directory = {
  verifyBearer,
  apiAuthorization,
  signInProvider: () => ({
    id: 'azure-ad',
    name: 'Microsoft',
    clientId: env().entra.clientId,
    parameters: {
      scope: `openid profile offline_access ${env().graphScope}`,
      prompt: 'select_account',
    },
    directoryTerm: 'Tenant',
  }),
  members: () => env().entra.allowedTenants,
  authorizationEndpoint,
  redeemCode,
  toPerson,
  whyNotAdmitted,
  signOutAddress,
  requestGraphToken,
}

/** What Entra's claims say of whose token it is, in the words of the API. */
function toCallerId(tenantId: string, objectId: string): CallerId {
  return { directory: tenantId, subject: objectId }
}

const recallCaller = rememberVerified<Caller>(entraKeys.current)

// Throws `token_invalid`, `token_expired`, `tenant_not_allowed`, `scope_missing`, `client_not_allowed` or
// `role_missing`.
function verifyBearer(token: string): Promise<Caller> {
  return recallCaller(token, () => verifyToken(token))
}

async function verifyToken(token: string): Promise<Verified<Caller>> {
  const { clientId, allowedTenants, allowedClientIds } = env().entra
  const claims = await verifyAccessToken(token, {
    audiences: [clientId, `api://${clientId}`],
    invalid: 'token_invalid',
    expired: 'token_expired',
    tenants: { allowed: allowedTenants, otherwise: 'tenant_not_allowed' },
  })
  if (!isConsistent(claims, clientId)) throw new Problem('token_invalid')
  if (!claims.scopes.includes(API_SCOPE)) throw new Problem('scope_missing')
  if (!claims.clientId || !allowedClientIds.includes(claims.clientId)) {
    throw new Problem('client_not_allowed')
  }
  if (!hasRequiredRole(claims.roles)) throw new Problem('role_missing')
  const id = toCallerId(claims.tenantId, claims.objectId)
  const { roles, expiresAt } = claims
  return { says: { ...id, roles, proof: { kind: 'bearer', token } }, endsAt: expiresAt }
}

// Entra says a person's roles in each token that it issues to them for the app.
function hasRequiredRole(roles: readonly string[]): boolean {
  const { requiredRole } = env().entra
  return requiredRole === undefined || roles.includes(requiredRole)
}

function whyNotAdmitted(claims: unknown) {
  const { tid, roles } = idTokenClaims.parse(claims)
  if (!env().entra.allowedTenants.includes(tid)) return 'TenantNotAllowed'
  return hasRequiredRole(roles) ? null : 'RoleMissing'
}

// A v2.0 token names its audience by the app's id alone, whatever form was asked for.
function isConsistent({ version, issuerVersion, audience }: EntraClaims, clientId: string) {
  return version === issuerVersion && (version === '1.0' || audience === clientId)
}

function apiAuthorization(): ApiAuthorization {
  const { authorityHost, tenantId, clientId } = env().entra
  const endpoints = `${authorityHost}/${tenantId}/oauth2/v2.0`
  return {
    kind: 'entra',
    authorizationUrl: `${endpoints}/authorize`,
    tokenUrl: `${endpoints}/token`,
    scope: `api://${clientId}/${API_SCOPE}`,
  }
}

const idTokenClaims = z.object({
  oid: z.guid().toLowerCase(),
  tid: z.guid().toLowerCase(),
  roles: z.array(z.string()).default([]),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  login_hint: z.string().optional(),
})

function toPerson(claims: unknown): Person {
  const { tid, oid, name, roles, ...given } = idTokenClaims.parse(claims)
  const { preferred_username: username, login_hint: loginHint } = given
  return {
    ...toCallerId(tid, oid),
    name: name ?? username ?? oid,
    username: username ?? '',
    roles,
    ...(loginHint && { loginHint }),
  }
}

// https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request
function signOutAddress(returnTo: string, loginHint?: string): Promise<string> {
  const { authorityHost, tenantId, clientId } = env().entra
  const url = new URL(`${authorityHost}/${tenantId}/oauth2/v2.0/logout`)
  url.searchParams.set('post_logout_redirect_uri', returnTo)
  url.searchParams.set('client_id', clientId)
  if (loginHint) url.searchParams.set('logout_hint', loginHint)
  return Promise.resolve(url.href)
}

// A Bearer caller's own token is exchanged (on-behalf-of), a session's stored grant is refreshed.
async function requestGraphToken(caller: Caller, challenge?: string): Promise<GraphToken> {
  const { directory, subject, proof } = caller
  if (proof.kind === 'bearer') {
    return toGraphToken(await requestOnBehalfOf(directory, proof.token, challenge))
  }
  if (proof.kind !== 'session') throw new Problem('interaction_required')
  const grant = await findGrant(proof.sessionId)
  if (!grant) throw refused('There is no grant.')
  const { claims, ...response } = await requestByRefreshToken(directory, grant, challenge)
  const roles = claims && stillAdmitted(claims, { directory, subject })
  await renewGrant(proof.sessionId, {
    refreshToken: response.refresh_token,
    ...(roles && { roles }),
  })
  return toGraphToken(response)
}

// Entra says anew who it is about, and what they may do.
function stillAdmitted(claims: unknown, { directory, subject }: CallerId): readonly string[] {
  const { roles, ...person } = toPerson(claims)
  if (person.directory !== directory || person.subject !== subject) {
    throw new Problem('upstream_failed', { cause: new Error('Entra renewed another’s grant.') })
  }
  const reason = whyNotAdmitted(claims)
  if (reason !== null) throw refused(reason)
  return roles
}

function refused(reason: string): Problem {
  return new Problem('interaction_required', { cause: new GrantRefused('grant', reason) })
}

function toGraphToken(response: { access_token: string; expires_in?: number | undefined }) {
  const { access_token: accessToken, expires_in: expiresInSeconds = 0 } = response
  return { accessToken, expiresInSeconds }
}
