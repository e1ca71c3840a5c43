import type { CallerId } from '@/lib/auth/caller'
import { sessionState } from '@/lib/auth/session/session-state'

/** How often a caller has signed out everywhere. */
export async function sessionGeneration(caller: CallerId): Promise<number> {
  return (await sessionState({ ...caller, sid: 'none' })).generation
}
