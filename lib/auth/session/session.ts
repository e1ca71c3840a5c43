import 'server-only'
import type { JWTEncodeParams } from 'next-auth/jwt'
import * as z from 'zod'
import { env } from '@/lib/env'
import type { Caller } from '../caller'
import { rememberVerified, type Verified } from '../remember-verified'
import { sessionState } from './session-state'

/** How long a session lasts from sign-in, in seconds. */
export const SESSION_MAX_AGE = 12 * 60 * 60

/** What the session cookie says: who, never what they may do elsewhere. */
export type Session = z.output<typeof sessionClaims>

export const sessionClaims = z.object({
  /** Names the session's grant in the database. */
  sid: z.string(),
  /** Whether there was a grant: such a session ends with it. */
  hasGrant: z.boolean().default(false),
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

/** A session that has not ended, with what the database knows of it. */
export interface LiveSession extends Session {
  /** The person's app roles, as the directory last said them. */
  roles: readonly string[]
  /** When the directory is to be asked again; milliseconds since 1970. Undefined without a grant. */
  renewAt: number | undefined
}

/** Whose session it is. */
export function callerOf({ directory, subject, sid, roles, renewAt }: LiveSession): Caller {
  return { directory, subject, roles, proof: { kind: 'session', sessionId: sid, renewAt } }
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
 * The session that a request's cookies carry, or null; one that is over, or was ended, is
 * none. Throws `upstream_unavailable`.
 */
export async function readSession(cookies: {
  get(name: string): { value: string } | undefined
}): Promise<LiveSession | null> {
  const token = cookies.get(cookieName('session'))?.value
  if (!token) return null
  const session = await recallSession(token, () => decrypt(token))
  return session && toLive(session)
}

const recallSession = rememberVerified<Session | null>()

// Anything that doesn't decrypt, or has expired, is no session.
async function decrypt(token: string): Promise<Verified<Session | null>> {
  const { decode } = await import('./jwt')
  const claims = await decode({ token, secret: env().sessionSecret }).catch(() => undefined)
  const { data: session } = sessionClaims.safeParse(claims)
  return session ? { says: session, endsAt: session.endsAt } : { says: null, endsAt: 0 }
}

async function toLive(session: Session): Promise<LiveSession | null> {
  if (session.endsAt <= secondsNow()) return null
  const { generation, grant } = await sessionState(session)
  if (session.gen !== generation || (session.hasGrant && !grant)) return null
  return { ...session, roles: grant?.roles ?? [], renewAt: grant?.renewAt }
}

function secondsNow(): number {
  return Math.floor(Date.now() / 1000)
}
