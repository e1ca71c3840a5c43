import type { App, User } from '../../core/config/config'
import { type Emulator, seconds } from '../../core/emulator'
import { sign } from '../../core/keys'
import { identityProvider, internalClaims, pairwiseSubject, validity } from './claims'
import { rolesOfUser } from './roles'
import { issuerOf } from '../tenants'

const LIFETIME = 3600

export interface SignIn {
  app: App
  user: User
  /** The OpenID scopes: they decide which claims the client sees. */
  openid: readonly string[]
  sessionId: string
  nonce: string | undefined
  policy?: string | undefined
}

/** Tells `app` who has signed in. `profile` and `email` add what they stand for. */
export function idToken(signIn: SignIn, emulator: Emulator): string {
  const { app, user, openid, sessionId, nonce, policy } = signIn
  if (policy !== undefined) return policyIdToken(signIn, policy, emulator)
  const { aio, rh, uti } = internalClaims()
  const roles = rolesOfUser(user, { roles: app.appRoles })
  return sign(emulator.keys, 'entra', {
    aud: app.clientId,
    iss: issuerOf(user.tenantId, emulator),
    ...validity(seconds(emulator), LIFETIME),
    aio,
    ...identityProvider(user),
    ...(openid.includes('email') && { email: user.mail }),
    ...(openid.includes('profile') && profile(user)),
    ...(nonce !== undefined && { nonce }),
    rh,
    ...(roles.length > 0 && { roles }),
    sid: sessionId,
    sub: pairwiseSubject(user.objectId, app.clientId),
    tid: user.tenantId,
    uti,
    ver: '2.0',
  })
}

function profile(user: User) {
  return {
    login_hint: user.username,
    name: user.displayName,
    oid: user.objectId,
    preferred_username: user.username,
  }
}

/** What a B2C tenant says of its customers, by default: fewer claims, and the object id as `sub`. */
function policyIdToken({ app, user, nonce }: SignIn, tfp: string, emulator: Emulator): string {
  const now = seconds(emulator)
  return sign(emulator.keys, 'entra', {
    aud: app.clientId,
    iss: issuerOf(user.tenantId, emulator),
    iat: now,
    nbf: now,
    exp: now + LIFETIME,
    auth_time: now,
    emails: [user.mail],
    name: user.displayName,
    ...(nonce !== undefined && { nonce }),
    sub: user.objectId,
    tfp,
    ver: '1.0',
  })
}
