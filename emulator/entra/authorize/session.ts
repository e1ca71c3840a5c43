import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { findUser, type User } from '../../core/config/config'
import { sessionAttributes } from '../../core/cookie-site'
import type { Emulator } from '../../core/emulator'
import type { EmulatorRequest } from '../../core/http'
import { isRevoked, issuedAt } from '../../core/issuance'
import { signInsValidFrom } from '../../core/store/account-changes'
import { seal, unseal } from '../tokens/sealed'

/** The name of the cookie that a session lives in. */
export const SESSION_COOKIE = 'emulator-entra-session'

const COOKIE_VALUE = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;]+)`)

const sessionSchema = z.object({
  use: z.literal('session'),
  tenantId: z.string(),
  objectId: z.string(),
  sessionId: z.string(),
  multiFactor: z.boolean(),
  clientIds: z.array(z.string()).default([]),
  issuedAt: z.number(),
})

/** A browser's sign-in at Entra. It lives in the cookie alone, so it survives a restart. */
export interface Session {
  user: User
  sessionId: string
  multiFactor: boolean
  /** The apps it has signed in to: a sign-out tells them. */
  clientIds: readonly string[]
}

export function newSession(user: User): Session {
  return { user, sessionId: randomUUID(), multiFactor: false, clientIds: [] }
}

/** The browser's session, unless it has none or something has ended it: a reset, a new password, a revocation. */
export async function findSession(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<Session | undefined> {
  const { config, store } = emulator
  const cookie = COOKIE_VALUE.exec(request.headers.cookie ?? '')?.[1]
  const sealed = cookie && (await unseal(cookie, sessionSchema))
  if (!sealed || isRevoked(store.grants, sealed.issuedAt)) return undefined
  const { tenantId, objectId, sessionId, multiFactor, clientIds } = sealed
  const user = findUser(config, tenantId, objectId)
  if (!user || sealed.issuedAt < signInsValidFrom(user, emulator)) return undefined
  return { user, sessionId, multiFactor, clientIds }
}

/** The `Set-Cookie` that keeps a session until the browser closes. */
export async function sessionCookie(session: Session, emulator: Emulator): Promise<string> {
  return `${SESSION_COOKIE}=${await sealSession(session, emulator)}; ${sessionAttributes('/', emulator)}`
}

/** The value of a session's cookie. */
export function sealSession(session: Session, emulator: Emulator): Promise<string> {
  const { store, now } = emulator
  const { user, sessionId, multiFactor, clientIds } = session
  return seal({
    use: 'session',
    tenantId: user.tenantId,
    objectId: user.objectId,
    sessionId,
    multiFactor,
    clientIds: [...clientIds],
    issuedAt: Math.max(issuedAt(store.grants, now()), signInsValidFrom(user, emulator)),
  } satisfies z.infer<typeof sessionSchema>)
}

/** The `Set-Cookie` that ends the browser's session. */
export function endedSessionCookie(emulator: Emulator): string {
  return `${SESSION_COOKIE}=; ${sessionAttributes('/', emulator)}; Max-Age=0`
}
