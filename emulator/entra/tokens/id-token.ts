import type { App, User } from '../../core/config/config'
import { type Emulator, seconds } from '../../core/emulator'
import { sign } from '../../core/keys'
import { identityProvider, internalClaims, pairwiseSubject, validity } from './claims'
import { rolesOfUser } from './roles'
import { issuer } from '../tenants'

const LIFETIME = 3600

export interface SignIn {
  app: App
  user: User
  /** The OpenID scopes: they decide which claims the client sees. */
  openid: readonly string[]
  sessionId: string
  nonce: string | undefined
}

/** Tells `app` who has signed in. `profile` and `email` add what they stand for. */
export function idToken(signIn: SignIn, emulator: Emulator): string {
  const { app, user, openid, sessionId, nonce } = signIn
  const { aio, rh, uti } = internalClaims()
  const roles = rolesOfUser(user, { roles: app.appRoles })
  return sign(emulator.keys, 'entra', {
    aud: app.clientId,
    iss: issuer(emulator.origin, user.tenantId),
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
