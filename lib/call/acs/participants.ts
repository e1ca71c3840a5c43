import { getIdentifierRawId } from '@azure/communication-common'
import type { RemoteParticipant, RemoteVideoStream } from '@azure/communication-calling'
import type { Participant } from '../call-state'
import type { SdkCall } from './place-call'
import type { Sdk } from './sdk'
import { streamVideoView } from './stream-video-view'

/** Everybody else in the call, as the SDK knows them now. */
export function readParticipants(sdk: Sdk, call: SdkCall): Participant[] {
  const hands = raisedHands(sdk, call)
  return call.remoteParticipants
    .filter(({ state }) => state !== 'Disconnected' && state !== 'InLobby')
    .map((participant) => {
      const id = getIdentifierRawId(participant.identifier)
      return {
        id,
        name: nameOf(participant),
        isMuted: participant.isMuted,
        isSpeaking: participant.isSpeaking,
        isHandRaised: hands.has(id),
        camera: videoViewOf(sdk, participant, 'Video'),
        screen: videoViewOf(sdk, participant, 'ScreenSharing'),
      }
    })
}

export function nameOf({ displayName }: RemoteParticipant): string {
  return displayName?.trim() ? displayName : 'Unnamed participant'
}

function videoViewOf(
  sdk: Sdk,
  { videoStreams }: RemoteParticipant,
  type: 'Video' | 'ScreenSharing',
) {
  const stream = videoStreams.find((one) => one.mediaStreamType === type && one.isAvailable)
  if (!stream) return undefined
  const scaling = type === 'Video' ? 'Crop' : 'Fit'
  return streamVideoView(sdk, `${type}-${stream.id}`, stream, scaling)
}

function raisedHands({ Features }: Sdk, call: SdkCall): Set<string> {
  const hands = call.feature(Features.RaiseHand).getRaisedHands()
  return new Set(hands.map(({ identifier }) => getIdentifierRawId(identifier)))
}

/** Calls `changed` whenever something about a participant does, until the call is over. */
export function watchParticipants(call: SdkCall, changed: () => void): void {
  const watchStream = (stream: RemoteVideoStream) => stream.on('isAvailableChanged', changed)
  const watch = (participant: RemoteParticipant) => {
    participant.on('stateChanged', changed)
    participant.on('isMutedChanged', changed)
    participant.on('isSpeakingChanged', changed)
    participant.on('displayNameChanged', changed)
    participant.on('videoStreamsUpdated', ({ added }) => {
      added.forEach(watchStream)
      changed()
    })
    participant.videoStreams.forEach(watchStream)
  }
  call.remoteParticipants.forEach(watch)
  call.on('remoteParticipantsUpdated', ({ added }) => {
    added.forEach(watch)
    changed()
  })
}
