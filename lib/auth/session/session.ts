import 'server-only'
import type { JWTEncodeParams } from 'next-auth/jwt'
import * as z from 'zod'
import { env } from '@/lib/env'
import type { Caller } from '../caller'
import { rememberVerified, type Verified } from '../remember-verified'
import { sessionGeneration } from './session-generation'

/** How long a session lasts from sign-in, in seconds. */
export const SESSION_MAX_AGE = 12 * 60 * 60

/** What the session cookie says: who, never what they may do elsewhere. */
export type Session = z.output<typeof sessionClaims>

export const sessionClaims = z.object({
  /** Names the session's Entra grant in the database. */
  sid: z.string(),
  /** The generation the session began in; see session-generation.ts. */
  gen: z.int(),
  /** When the session ends, whatever is done with its cookie; seconds since the epoch. */
  endsAt: z.int(),
  directory: z.string(),
  subject: z.string(),
  name: z.string(),
  username: z.string(),
  /** The directory's opaque hint for signing out without an account picker, where it gave one. */
  loginHint: z.string().optional(),
})

/** Whose session it is. */
export function callerOf({ directory, subject, sid }: Session): Caller {
  return { directory, subject, proof: { kind: 'session', sessionId: sid } }
}

/** `__Host-` binds a cookie to this host and to https (RFC 6265bis, 4.1.3.2). */
export function cookieName(purpose: string): string {
  return `${isSecure() ? '__Host-' : ''}acs-auth.${purpose}`
}

export function isSecure(): boolean {
  return env().appUrl.startsWith('https:')
}

/** The value of a session's cookie. next-auth would give each one it encodes a whole life of its own. */
export async function encodeSession({ token, secret }: JWTEncodeParams): Promise<string> {
  const session = sessionClaims.parse(token)
  const { encode } = await import('./jwt')
  return encode({ token: session, secret, maxAge: session.endsAt - secondsNow() })
}

/**
 * The session that a request's cookies carry, or null; one that is over, or was ended everywhere, is
 * none. Throws `upstream_unavailable`.
 */
export async function readSession(cookies: {
  get(name: string): { value: string } | undefined
}): Promise<Session | null> {
  const token = cookies.get(cookieName('session'))?.value
  if (!token) return null
  const session = await recallSession(token, () => decrypt(token))
  return session && (await isCurrent(session)) ? session : null
}

const recallSession = rememberVerified<Session | null>()

// Anything that doesn't decrypt, or has expired, is no session.
async function decrypt(token: string): Promise<Verified<Session | null>> {
  const { decode } = await import('./jwt')
  const claims = await decode({ token, secret: env().sessionSecret }).catch(() => undefined)
  const { data: session } = sessionClaims.safeParse(claims)
  return session ? { says: session, endsAt: session.endsAt } : { says: null, endsAt: 0 }
}

async function isCurrent(session: Session): Promise<boolean> {
  if (session.endsAt <= secondsNow()) return false
  return session.gen === (await sessionGeneration(callerOf(session)))
}

function secondsNow(): number {
  return Math.floor(Date.now() / 1000)
}
