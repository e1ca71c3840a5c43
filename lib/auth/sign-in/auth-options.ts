import 'server-only'
import { decodeJwt } from 'jose'
import type { CookieOption, NextAuthOptions } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { audit, setLogCaller } from '@/lib/observability/audit'
import { env } from '@/lib/env'
import { safeRedirect } from '@/lib/web/safe-redirect'
import { configuredDirectory } from '../directories/configured-directory'
import type { Person } from '../directories/directory'
import { saveGrant } from '../session/grant-store'
import {
  cookieName,
  encodeSession,
  isSecure,
  type Session,
  SESSION_MAX_AGE,
} from '../session/session'
import { beginSession } from '../session/session-generation'
import { noteRefusal, noteSignInError } from './sign-in-error'

/**
 * next-auth's options: the configured directory, a small cookie of our own name, and the directory's
 * grant in the database. Only who starts a sign-in needs its `authorizationEndpoint`.
 */
export function authOptions(authorizationEndpoint?: string): NextAuthOptions {
  return {
    providers: [provider(authorizationEndpoint)],
    secret: env().sessionSecret,
    session: { strategy: 'jwt', maxAge: SESSION_MAX_AGE },
    jwt: { encode: encodeSession },
    useSecureCookies: isSecure(),
    cookies: cookies(),
    pages: { signIn: '/', error: '/error' },
    callbacks: {
      redirect: ({ url }) => `${env().appUrl}${safeRedirect(url)}`,
      signIn: ({ profile }) => admit(profile),
      jwt: ({ token, account, profile }) =>
        account
          ? startSession(configuredDirectory().toPerson(profile), account.refresh_token)
          : token,
    },
    logger: { error: noteSignInError, warn: () => undefined, debug: () => undefined },
  }
}

// next-auth makes and keeps state, nonce and the PKCE verifier; redeeming the code is the directory's,
// and so is the app's secret.
function provider(authorizationEndpoint: string | undefined): OAuthConfig<unknown> {
  const { id, name, clientId, parameters } = configuredDirectory().signInProvider()
  return {
    id,
    name,
    type: 'oauth',
    idToken: true,
    clientId,
    authorization: {
      ...(authorizationEndpoint && { url: authorizationEndpoint }),
      params: { ...parameters },
    },
    checks: ['pkce', 'state', 'nonce'],
    token: {
      request: async ({ provider: { callbackUrl }, params, checks }) => {
        const { redeemCode } = configuredDirectory()
        const redeemed = await redeemCode(callbackUrl, params, checks).catch(noteRefusal)
        return { tokens: { ...redeemed } }
      },
    },
    userinfo: {
      // Of what is said twice the ID token is what was verified.
      request: ({ tokens: { userinfo, id_token } }) =>
        Object.fromEntries([userinfo ?? {}, decodeJwt(id_token ?? '')].flatMap(Object.entries)),
    },
    profile: (claims) => ({ id: configuredDirectory().toPerson(claims).subject }),
  }
}

// What next-auth wants: true, or where to lead.
function admit(claims: unknown): true | string {
  const directory = configuredDirectory()
  const reason = directory.whyNotAdmitted(claims)
  if (reason === null) return true
  setLogCaller(directory.toPerson(claims))
  return `/error?error=${reason}`
}

// Whatever the browser sent along, a sign-in starts a session with an id of its own.
async function startSession(person: Person, refreshToken: string | undefined): Promise<Session> {
  const sid = crypto.randomUUID()
  const gen = await beginSession(person)
  const endsAt = Math.floor(Date.now() / 1000) + SESSION_MAX_AGE
  const { roles, ...who } = person
  const hasGrant = refreshToken !== undefined
  if (hasGrant) await saveGrant(sid, person, refreshToken, new Date(endsAt * 1000), roles)
  setLogCaller(person)
  audit('signed_in')
  return { sid, gen, endsAt, hasGrant, ...who }
}

// Cookies are shared by all ports of a host: names of our own keep two apps on localhost apart.
function cookies(): NonNullable<NextAuthOptions['cookies']> {
  return {
    sessionToken: cookie('session'),
    callbackUrl: cookie('callback-url'),
    csrfToken: cookie('csrf-token'),
    pkceCodeVerifier: cookie('code-verifier', 15 * 60),
    state: cookie('state', 15 * 60),
    nonce: cookie('nonce', 15 * 60),
  }
}

function cookie(purpose: string, maxAge?: number): CookieOption {
  return {
    name: cookieName(purpose),
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(), maxAge },
  }
}
