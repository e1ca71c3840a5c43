import { getIdentifierRawId } from '@azure/communication-common'
import type { LobbyParticipant } from '../call-state'
import { nameOf } from './participants'
import type { SdkCall } from './place-call'

/** The people in a meeting's lobby. */
export function readLobby({ lobby }: SdkCall): LobbyParticipant[] {
  return lobby.participants.map((participant) => ({
    id: getIdentifierRawId(participant.identifier),
    name: nameOf(participant),
  }))
}

/** Admits or denies somebody. Throws the SDK's error where the person's role does not allow it. */
export async function respondToLobby(
  { lobby }: SdkCall,
  response: 'admit' | 'reject',
  participantId: string,
): Promise<void> {
  const participant = lobby.participants.find(
    ({ identifier }) => getIdentifierRawId(identifier) === participantId,
  )
  if (participant) await lobby[response](participant.identifier)
}
