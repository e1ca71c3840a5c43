import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { findUser, type User } from '../config'
import type { Emulator } from '../emulator'
import type { EmulatorRequest } from '../http'
import { isRevoked, issuedAt } from '../issuance'
import { seal, unseal } from './sealed'

const COOKIE = 'emulator-entra-session'
const COOKIE_VALUE = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`)

const sessionSchema = z.object({
  use: z.literal('session'),
  tenantId: z.string(),
  objectId: z.string(),
  sessionId: z.string(),
  multiFactor: z.boolean(),
  issuedAt: z.number(),
})

/** A browser's sign-in at Entra. It lives in the cookie alone, so it survives a restart. */
export interface Session {
  user: User
  sessionId: string
  multiFactor: boolean
}

export function newSession(user: User): Session {
  return { user, sessionId: randomUUID(), multiFactor: false }
}

/** The browser's session, unless it has none or a reset has ended it. */
export async function findSession(
  request: EmulatorRequest,
  { config, store }: Emulator,
): Promise<Session | undefined> {
  const cookie = COOKIE_VALUE.exec(request.headers.cookie ?? '')?.[1]
  const sealed = cookie && (await unseal(cookie, sessionSchema))
  if (!sealed || isRevoked(store.grants, sealed.issuedAt)) return undefined
  const user = findUser(config, sealed.tenantId, sealed.objectId)
  return user && { user, sessionId: sealed.sessionId, multiFactor: sealed.multiFactor }
}

/** The `Set-Cookie` that keeps a session until the browser closes. */
export async function sessionCookie(session: Session, { store, now }: Emulator): Promise<string> {
  const { user, sessionId, multiFactor } = session
  const value = await seal({
    use: 'session',
    tenantId: user.tenantId,
    objectId: user.objectId,
    sessionId,
    multiFactor,
    issuedAt: issuedAt(store.grants, now()),
  } satisfies z.infer<typeof sessionSchema>)
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax`
}

/** The `Set-Cookie` that ends the browser's session. */
export const endedSessionCookie = `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`
