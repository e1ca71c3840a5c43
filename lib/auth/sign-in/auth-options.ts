import 'server-only'
import type { CookieOption, NextAuthOptions } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { audit, identifyCaller } from '@/lib/observability/audit'
import { env } from '@/lib/env'
import { pathOfThisApp } from '@/lib/web/safe-redirect'
import { GRAPH_SCOPE } from '../graph-access-token'
import { saveGrant } from '../session/grant-store'
import { redeemCode } from '@/lib/entra/redeem-code'
import {
  cookieName,
  encodeSession,
  isSecure,
  type Session,
  SESSION_MAX_AGE,
} from '../session/session'
import { beginSession } from '../session/session-generation'
import { noteRefusal, noteSignInError } from './sign-in-error'

/** Claims of Entra's ID token that we rely on; redeemCode has verified it. */
const idTokenClaims = z.object({
  oid: z.guid().toLowerCase(),
  tid: z.guid().toLowerCase(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  login_hint: z.string().optional(),
})

/**
 * next-auth's options: Entra ID, a small cookie of our own name, and Entra's grant in the database.
 * Only who starts a sign-in needs Entra's `authorizationEndpoint`.
 */
export function sessionOptions(authorizationEndpoint?: string): NextAuthOptions {
  return {
    providers: [entraProvider(authorizationEndpoint)],
    secret: env().sessionSecret,
    session: { strategy: 'jwt', maxAge: SESSION_MAX_AGE },
    jwt: { encode: encodeSession },
    useSecureCookies: isSecure(),
    cookies: cookies(),
    pages: { signIn: '/', error: '/error' },
    callbacks: {
      redirect: ({ url }) => `${env().appUrl}${pathOfThisApp(url)}`,
      signIn: ({ profile }) => admit(idTokenClaims.parse(profile)),
      jwt: ({ token, account, profile }) =>
        account ? startSession(idTokenClaims.parse(profile), account.refresh_token) : token,
    },
    logger: { error: noteSignInError, warn: () => undefined, debug: () => undefined },
  }
}

// next-auth makes and keeps state, nonce and the PKCE verifier; redeeming the code is ours, and so is
// the app's secret.
function entraProvider(authorizationEndpoint: string | undefined): OAuthConfig<IdTokenClaims> {
  return {
    id: 'azure-ad',
    name: 'Microsoft Entra ID',
    type: 'oauth',
    idToken: true,
    clientId: env().entra.clientId,
    authorization: {
      ...(authorizationEndpoint && { url: authorizationEndpoint }),
      params: {
        scope: `openid profile offline_access ${GRAPH_SCOPE}`,
        prompt: 'select_account',
      },
    },
    checks: ['pkce', 'state', 'nonce'],
    token: {
      request: async ({ provider, params, checks }) => ({
        tokens: await redeemCode(provider.callbackUrl, params, checks).catch(noteRefusal),
      }),
    },
    profile: (profile) => ({ id: idTokenClaims.parse(profile).oid }),
  }
}

// What next-auth wants: true, or where to lead.
function admit({ tid, oid }: IdTokenClaims): true | string {
  if (env().entra.allowedTenants.includes(tid)) return true
  identifyCaller({ directory: tid, subject: oid })
  return '/error?error=TenantNotAllowed'
}

// Whatever the browser sent along, a sign-in starts a session with an id of its own.
async function startSession(
  { tid, oid, name, preferred_username: username, login_hint: loginHint }: IdTokenClaims,
  refreshToken: string | undefined,
): Promise<Session> {
  const sid = crypto.randomUUID()
  const caller = { directory: tid, subject: oid }
  const gen = await beginSession(caller)
  const endsAt = Math.floor(Date.now() / 1000) + SESSION_MAX_AGE
  if (refreshToken) await saveGrant(sid, caller, refreshToken, new Date(endsAt * 1000))
  identifyCaller(caller)
  audit('signed_in')
  return {
    sid,
    gen,
    endsAt,
    tid,
    oid,
    name: name ?? username ?? oid,
    username: username ?? '',
    ...(loginHint && { loginHint }),
  }
}

type IdTokenClaims = z.output<typeof idTokenClaims>

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
