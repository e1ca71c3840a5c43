import type { CallState } from '@azure/communication-calling'
import type { Phase } from '../call-state'

const phases: Record<CallState, Phase | undefined> = {
  None: 'connecting',
  Connecting: 'connecting',
  Ringing: 'ringing',
  EarlyMedia: 'ringing',
  InLobby: 'lobby',
  Connected: 'connected',
  LocalHold: 'on-hold',
  RemoteHold: 'on-hold',
  Disconnecting: undefined,
  Disconnected: undefined,
}

/** The phase that a state of the SDK means; undefined while a call ends, which has a reason of its own. */
export function toPhase(state: CallState): Phase | undefined {
  return phases[state]
}
