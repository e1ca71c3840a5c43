import { getIdentifierRawId } from '@azure/communication-common'
import type { CallStore } from '../call-store'
import type { TransientNotices } from '../transient-notices'
import { toPhase } from './call-phase'
import { readLobby } from './lobby'
import type { LocalCamera } from './local-camera'
import { readParticipants, watchParticipants } from './participants'
import type { SdkCall } from './place-call'
import type { Sdk } from './sdk'
import { watchDiagnostics } from './diagnostics'

// A person needn't see their own screen again.
const LOCAL_SCREEN = { id: 'local-screen', attach: () => () => undefined }

interface Follower {
  sdk: Sdk
  call: SdkCall
  camera: LocalCamera
  store: CallStore
  notices: TransientNotices
  ended: () => void
}

/** Keeps the store up to date with a call of the SDK. */
export function followCall({ sdk, call, camera, store, notices, ended }: Follower): void {
  const show = () => {
    store.update({ others: readParticipants(sdk, call), waiting: readLobby(call) })
    store.updateMe({
      isMuted: call.isMuted,
      camera: call.isLocalVideoStarted ? camera.view() : undefined,
      screen: call.isScreenSharingOn ? LOCAL_SCREEN : undefined,
    })
  }
  const showPhase = () => {
    const phase = toPhase(call.state)
    if (phase) store.enter(phase)
    if (call.state === 'Disconnected') ended()
  }
  call.on('stateChanged', showPhase)
  call.on('isMutedChanged', show)
  call.on('isLocalVideoStartedChanged', show)
  call.on('isScreenSharingOnChanged', show)
  call.lobby.on('lobbyParticipantsUpdated', show)
  watchParticipants(call, show)
  watchDiagnostics(sdk, call, (diagnostics, isReconnecting) => {
    notices.setDiagnostics(diagnostics)
    if (isReconnecting && call.state === 'Connected') store.enter('reconnecting')
    else showPhase()
  })
  const { RaiseHand, Reaction } = sdk.Features
  call.feature(RaiseHand).on('raisedHandEvent', show)
  call.feature(RaiseHand).on('loweredHandEvent', show)
  call.feature(Reaction).on('reaction', ({ identifier, reactionMessage }) => {
    const { me, others } = store.state()
    const from = others.find(({ id }) => id === getIdentifierRawId(identifier)) ?? me
    notices.react(from.name, reactionMessage.reactionType)
  })
  show()
  showPhase()
}
