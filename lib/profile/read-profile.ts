import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import { withGraphToken } from '@/lib/auth/with-graph-token'
import { type GraphUser, readMe } from '@/lib/graph/me'

/**
 * The caller's profile from Microsoft Graph, on their behalf. Throws `interaction_required` or
 * `consent_required` where Entra wants to see the user first, `microsoft_account_required`, or an upstream
 * problem.
 */
export function readProfile(caller: Caller): Promise<GraphUser> {
  return withGraphToken(caller, readMe)
}
