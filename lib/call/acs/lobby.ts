import { getIdentifierRawId } from '@azure/communication-common'
import type { Waiting } from '../call-state'
import { nameOf } from './participants'
import type { SdkCall } from './place-call'

/** Who waits to be let into a meeting. */
export function readLobby({ lobby }: SdkCall): Waiting[] {
  return lobby.participants.map((participant) => ({
    id: getIdentifierRawId(participant.identifier),
    name: nameOf(participant),
  }))
}

/** Lets somebody in, or sends them away. Throws the SDK's error where the person's role does not allow it. */
export async function decide(
  { lobby }: SdkCall,
  verb: 'admit' | 'reject',
  waitingId: string,
): Promise<void> {
  const one = lobby.participants.find(
    ({ identifier }) => getIdentifierRawId(identifier) === waitingId,
  )
  if (one) await lobby[verb](one.identifier)
}
