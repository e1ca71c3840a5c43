import 'server-only'
import type { CookieOption, NextAuthOptions } from 'next-auth'
import AzureAD from 'next-auth/providers/azure-ad'
import { z } from 'zod'
import { audit, identifyCaller } from '@/lib/audit'
import { env } from '@/lib/env'
import { pathOfThisApp } from '@/lib/http/path-of-this-app'
import { GRAPH_SCOPE } from './graph-access-token'
import { deleteGrant, saveGrant } from './grant-store'
import { cookieName, isSecure, type Session, SESSION_MAX_AGE, sessionClaims } from './session'
import { beginSession } from './session-generation'
import { noteSignInError } from './sign-in-error'

/** Claims of Entra's ID token that we rely on; next-auth has verified it. */
const idTokenClaims = z.object({
  oid: z.string().toLowerCase(),
  tid: z.string().toLowerCase(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  login_hint: z.string().optional(),
})

/** next-auth's options: Entra ID, a small cookie of our own name, and Entra's grant in the database. */
export function sessionOptions(): NextAuthOptions {
  return {
    providers: [entraProvider()],
    secret: env().sessionSecret,
    session: { strategy: 'jwt', maxAge: SESSION_MAX_AGE },
    useSecureCookies: isSecure(),
    cookies: cookies(),
    pages: { signIn: '/', signOut: '/signed-out', error: '/error' },
    callbacks: {
      redirect: ({ url }) => `${env().appUrl}${pathOfThisApp(url)}`,
      signIn: ({ profile }) => admit(idTokenClaims.parse(profile)),
      jwt: ({ token, account, profile }) =>
        account ? startSession(idTokenClaims.parse(profile), account.refresh_token) : token,
      session: ({ session, token }) => ({
        expires: session.expires,
        user: { name: token.name ?? null },
      }),
    },
    events: {
      signOut: async ({ token }) => {
        const session = sessionClaims.safeParse(token)
        if (session.success) await deleteGrant(session.data.sid)
      },
    },
    logger: { error: noteSignInError, warn: () => undefined, debug: () => undefined },
  }
}

function entraProvider() {
  const { authorityHost, tenantId, clientId, clientSecret } = env().entra
  return AzureAD({
    clientId,
    clientSecret,
    wellKnown: `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`,
    authorization: {
      params: {
        scope: `openid profile offline_access ${GRAPH_SCOPE}`,
        prompt: 'select_account',
      },
    },
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: 5_000 },
    // The provider's own fetches a photo from Graph and puts it into the cookie.
    profile: (profile) => ({ id: idTokenClaims.parse(profile).oid }),
  })
}

// What next-auth wants: true, or where to lead.
function admit({ tid, oid }: IdTokenClaims): true | string {
  if (env().entra.allowedTenants.includes(tid)) return true
  identifyCaller({ directory: tid, subject: oid })
  audit('sign_in_denied', { reason: 'TenantNotAllowed' })
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
  if (refreshToken) {
    const expiresAt = new Date(Date.now() + SESSION_MAX_AGE * 1000)
    await saveGrant(sid, caller, refreshToken, expiresAt)
  }
  identifyCaller(caller)
  audit('signed_in')
  return {
    sid,
    gen,
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
