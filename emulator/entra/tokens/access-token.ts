import { type App, isAdministrator, type User } from '../../core/config/config'
import { type Emulator, seconds } from '../../core/emulator'
import { sign } from '../../core/keys'
import { signInsValidFrom } from '../../core/store/account-changes'
import { entraTokenLifetime } from '../../core/token-lifetimes'
import {
  identityProvider,
  internalClaims,
  pairwiseSubject,
  servicePrincipalId,
  validity,
} from './claims'
import type { Resource } from './resources'
import { rolesOfApp, rolesOfUser } from './roles'
import { issuerOf } from '../tenants'

export interface AccessToken {
  token: string
  expiresIn: number
}

/** How a client has shown who it is, as tokens write it: not at all, by a secret, by an assertion. */
export type ClientProof = '0' | '1' | '2'

export interface Delegation {
  app: App
  proof: ClientProof
  user: User
  resource: Resource
  /** Names of scopes, without the resource's URI. */
  scopes: readonly string[]
  sessionId: string
  multiFactor: boolean
  /** What the client says it understands; Graph alone has it in its tokens. */
  capabilities: readonly string[]
  policy?: string | undefined
}

/** A token by which `app` calls `resource` for `user`, in the version the resource asks for. */
export function delegatedToken(delegation: Delegation, emulator: Emulator): AccessToken {
  const { user, resource, scopes, sessionId, multiFactor } = delegation
  const capabilities = resource.kind === 'graph' ? delegation.capabilities : []
  const isEvaluated = capabilities.length > 0
  const expiresIn = entraTokenLifetime(emulator.lifetimes, resource.kind, isEvaluated)
  // One that is issued in the second of a revocation, after it, is dated into the next.
  const issued = Math.max(seconds(emulator), Math.ceil(signInsValidFrom(user, emulator) / 1000))
  return signToken(resource, emulator, issued, expiresIn, {
    ...versionClaims(delegation, emulator),
    ...identityProvider(user),
    amr: multiFactor ? ['pwd', 'mfa'] : ['pwd'],
    name: user.displayName,
    oid: user.objectId,
    ...rolesClaim(rolesOfUser(user, resource)),
    scp: scopes.join(' '),
    sid: sessionId,
    sub: pairwiseSubject(user.objectId, resource.audience),
    tid: user.tenantId,
    ...(delegation.policy !== undefined && { tfp: delegation.policy }),
    ...(isEvaluated && { xms_cc: capabilities }),
  })
}

/** An app that calls a resource as itself. */
export interface AppCall extends Pick<Delegation, 'proof' | 'resource'> {
  app: Pick<App, 'clientId' | 'consentedRoles'>
  tenantId: string
  /** Of its service principal, where that isn't made up. */
  objectId?: string
  /** More to say about it. */
  claims?: Record<string, unknown>
}

/** A token by which an app calls a resource as itself (client credentials). */
export function appToken(
  { app, proof, resource, tenantId, objectId, claims }: AppCall,
  emulator: Emulator,
): AccessToken {
  const { clientId } = app
  const principal = objectId ?? servicePrincipalId(tenantId, clientId)
  const ofVersion =
    resource.tokenVersion === '2.0'
      ? { iss: issuerOf(tenantId, emulator), azp: clientId, azpacr: proof, ver: '2.0' }
      : { iss: v1Issuer(tenantId), appid: clientId, appidacr: proof, idtyp: 'app', ver: '1.0' }
  const expiresIn = entraTokenLifetime(emulator.lifetimes, resource.kind)
  return signToken(resource, emulator, seconds(emulator), expiresIn, {
    ...ofVersion,
    oid: principal,
    ...rolesClaim(rolesOfApp(app, resource, tenantId, emulator.store)),
    sub: principal,
    tid: tenantId,
    ...claims,
  })
}

// Without a role there is no claim.
function rolesClaim(roles: string[]) {
  return roles.length > 0 && { roles }
}

function signToken(
  resource: Resource,
  emulator: Emulator,
  issued: number,
  expiresIn: number,
  claims: Record<string, unknown>,
): AccessToken {
  const token = sign(emulator.keys, 'entra', {
    aud: resource.audience,
    ...validity(issued, expiresIn),
    ...internalClaims(),
    ...claims,
  })
  return { token, expiresIn }
}

function versionClaims(delegation: Delegation, emulator: Emulator) {
  const { app, proof, user, resource } = delegation
  if (resource.tokenVersion === '2.0') {
    return {
      iss: issuerOf(user.tenantId, emulator),
      azp: app.clientId,
      azpacr: proof,
      preferred_username: user.username,
      ver: '2.0',
    }
  }
  return {
    iss: v1Issuer(user.tenantId),
    acct: user.guest ? 1 : 0,
    acr: '1',
    app_displayname: app.displayName,
    appid: app.clientId,
    appidacr: proof,
    family_name: user.surname,
    given_name: user.givenName,
    idtyp: 'user',
    ipaddr: '127.0.0.1',
    tenant_region_scope: 'EU',
    unique_name: user.username,
    // The name of a guest says nothing in another tenant: https://github.com/kubeguard/guard/issues/170
    ...(user.guest ? { email: user.mail } : { upn: user.username }),
    ver: '1.0',
    wids: isAdministrator(user) ? [GLOBAL_ADMINISTRATOR] : [ORDINARY_USER],
  }
}

// Entra's own ids of directory roles.
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
const ORDINARY_USER = 'b79fbf4d-3ef9-4689-8143-76b194e85509'

/** v1.0 tokens name this issuer whatever host gave them. */
function v1Issuer(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`
}
