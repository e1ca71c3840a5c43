import 'server-only'
import { GrantRefused } from '@/lib/errors/grant-refused'
import { audit } from '@/lib/observability/audit'
import { log } from '@/lib/observability/log'
import { absentCaller, type Caller } from '../caller'
import { deleteGrant } from './grant-store'
import { endAllSessions } from './session-generation'

type Revoke = (caller: Caller) => Promise<unknown>

// On globalThis: what the server registers holds for the copy of this module that Next.js has.
const holder = globalThis as { acsRevokeTokens?: Revoke }

/** Says how the ACS tokens of somebody whose account is gone are revoked; this layer knows none. */
export function revokeTokensBy(revoke: Revoke): void {
  holder.acsRevokeTokens = revoke
}

/**
 * Ends what the directory says has ended, if `error` is its refusal: with an account that is gone or
 * disabled all the person's sessions and ACS tokens, with a grant its session.
 */
export async function endRefusedAccess(caller: Caller, error: unknown): Promise<void> {
  const { cause } = error as { cause?: unknown }
  if (!(cause instanceof GrantRefused)) return
  if (cause.what === 'account') return endAccount(caller)
  if (caller.proof.kind !== 'session') return
  await deleteGrant(caller.proof.sessionId)
  audit('session_ended')
}

async function endAccount(caller: Caller): Promise<void> {
  audit('account_gone')
  await endAllSessions(caller)
  // What ACS can't do now it is asked for again: all that can fail here is the database.
  await holder.acsRevokeTokens?.(absentCaller(caller)).catch((err: unknown) => {
    log().error({ err }, 'the tokens of an account that is gone were not revoked')
  })
}
