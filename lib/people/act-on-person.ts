import 'server-only'
import { absentCaller, type Caller, type CallerId } from '@/lib/auth/caller'
import { endAllSessions } from '@/lib/auth/session/session-generation'
import type { ExportResponse, OperatorAction } from '@/lib/contract/schemas'
import { deleteIdentity } from '@/lib/identity/delete-identity'
import { retryNow } from '@/lib/identity/pending/outbox'
import { revokeTokens } from '@/lib/identity/revoke-tokens'
import { audit } from '@/lib/observability/audit'
import { exportPerson } from './export-person'

/** Who does it: an operator of the app, or somebody at the server's own command line. */
export type Operator = CallerId | { osUser: string }

const actions: Record<OperatorAction, (person: Caller) => Promise<{ pending: boolean }>> = {
  revoke_tokens: revokeTokens,
  async sign_out(person) {
    await endAllSessions(person)
    return { pending: false }
  },
  async delete_identity(person) {
    await deleteIdentity(person)
    return { pending: false }
  },
  async erase(person) {
    await endAllSessions(person)
    await deleteIdentity(person)
    return { pending: false }
  },
  retry: async (person) => ({ pending: (await retryNow(person)) > 0 }),
}

/**
 * Does an operator's work on what is a person's, and puts on record who did what to whom: by their own ids,
 * not by pseudonyms. `pending` says that ACS has still to do its part. Throws as the person's own requests do.
 */
export async function actOnPerson(
  operator: Operator,
  action: OperatorAction,
  person: CallerId,
): Promise<{ pending: boolean }> {
  recordOperator(operator, action, person)
  return actions[action](absentCaller(person))
}

/** All that is kept about a person, for an operator; on record as actOnPerson's work is. */
export function exportForOperator(operator: Operator, person: CallerId): Promise<ExportResponse> {
  recordOperator(operator, 'export', person)
  return exportPerson(person)
}

/** Puts on record what an operator did about somebody. */
export function recordOperator(
  operator: Operator,
  action: string,
  { directory, subject }: CallerId,
): void {
  const who = 'osUser' in operator ? operator : idOf(operator)
  audit('operator_acted', { action, operator: who, person: { directory, subject } })
}

function idOf({ directory, subject }: CallerId): CallerId {
  return { directory, subject }
}
