import type { CallParticipant, LocalCall } from '../core/store/local-call'
import type { Store } from '../core/store/store'
import { inside, push, pushRoster, waiting } from './roster'

/** Takes a participant out of a call, with a reason unless they left by themselves. */
export function removeParticipant(
  store: Store,
  call: LocalCall,
  participant: CallParticipant,
  reason?: 'denied' | 'token',
): void {
  if (!call.participants.delete(participant.id)) return
  if (reason) push(participant, 'ended', { reason })
  participant.stream?.close()
  admitNext(call)
  // Since a reset another call may go by this id.
  if (call.participants.size === 0 && store.calls.get(call.id) === call) store.calls.delete(call.id)
  pushRoster(call)
}

// Nobody is left who could admit them: who has waited longest is the first in the call now.
function admitNext(call: LocalCall): void {
  const [next] = waiting(call)
  if (next && inside(call).length === 0) next.isWaiting = false
}
