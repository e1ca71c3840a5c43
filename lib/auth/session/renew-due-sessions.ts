import 'server-only'
import { randomUUID } from 'node:crypto'
import { setLogCaller } from '@/lib/observability/audit'
import { log } from '@/lib/observability/log'
import { withRequestContext } from '@/lib/observability/request-context'
import { Problem } from '@/lib/errors/problem'
import type { Caller } from '../caller'
import { type DueGrant, findDueGrants } from './grant-store'
import { renewIfDue } from './renew-session'

const AT_ONCE = 20
const never = new AbortController().signal

/**
 * Has the directory asked about sessions whose grant is due and that send no requests: their people may be
 * in calls all the same. Returns how many. Throws `upstream_unavailable` without the database.
 */
export async function renewDueSessions(): Promise<number> {
  const due = await findDueGrants(AT_ONCE)
  for (const grant of due) {
    await withRequestContext(
      randomUUID(),
      () => never,
      () => renewDue(grant),
    )
  }
  return due.length
}

async function renewDue({ directory, subject, sessionId, renewAt }: DueGrant): Promise<void> {
  const proof = { kind: 'session', sessionId, renewAt } as const
  const caller: Caller = { directory, subject, roles: [], proof }
  setLogCaller(caller)
  await renewIfDue(caller).catch((err: unknown) => {
    // A claims challenge waits for the person.
    if (!(err instanceof Problem && err.claims)) log().warn({ err }, 'renewal failed, will retry')
  })
}
