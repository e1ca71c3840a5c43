import 'server-only'
import { GrantRefused } from '@/lib/errors/grant-refused'
import { Problem } from '@/lib/errors/problem'
import type { Caller } from '../caller'
import { forgetGraphAccessToken, graphAccessToken } from '../graph-access-token'
import { awaitPerson, leaseRenewal, renewGrant } from './grant-store'

const underWay = new Map<string, Promise<boolean>>()

/**
 * Whether a caller's session goes on: where its grant is due, the directory is asked, by one request at a
 * time, on whichever instance. While the directory can't be reached nothing ends. Throws
 * `interaction_required` with the directory's claims challenge, where the person has to meet that first.
 */
export async function renewIfDue(caller: Caller): Promise<boolean> {
  if (caller.proof.kind !== 'session') return true
  const { sessionId, renewAt } = caller.proof
  if (renewAt === undefined || renewAt > Date.now()) return true
  const others = underWay.get(sessionId)
  if (others) return others
  const own = renew(caller, sessionId, renewAt).finally(() => underWay.delete(sessionId))
  underWay.set(sessionId, own)
  return own
}

async function renew(caller: Caller, sessionId: string, renewAt: number): Promise<boolean> {
  if (!(await leaseRenewal(sessionId, renewAt))) return true
  forgetGraphAccessToken(caller)
  try {
    await graphAccessToken(caller)
    return true
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.cause instanceof GrantRefused) return false
    if (error.claims) {
      await awaitPerson(sessionId)
      throw error
    }
    // The account is good, and what it may see at Graph is another matter.
    if (error.code === 'consent_required') await renewGrant(sessionId)
    return true
  }
}
