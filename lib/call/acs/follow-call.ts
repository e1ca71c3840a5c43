import { getIdentifierRawId } from '@azure/communication-common'
import type { CallStore } from '../call-store'
import type { Passing } from '../transient-notices'
import { toPhase } from './call-phase'
import { readLobby } from './lobby'
import type { OwnCamera } from './local-camera'
import { readParticipants, watchParticipants } from './participants'
import type { SdkCall } from './place-call'
import type { Sdk } from './sdk'
import { watchTroubles } from './diagnostics'

// The screen is the person's own: it needn't be shown to them again.
const OWN_SCREEN = { id: 'own-screen', attach: () => () => undefined }

interface Follower {
  sdk: Sdk
  call: SdkCall
  camera: OwnCamera
  store: CallStore
  passing: Passing
  ended: () => void
}

/** Shows in the store what happens in a call of the SDK. */
export function followCall({ sdk, call, camera, store, passing, ended }: Follower): void {
  const show = () => {
    store.update({ others: readParticipants(sdk, call), waiting: readLobby(call) })
    store.updateMe({
      isMuted: call.isMuted,
      camera: call.isLocalVideoStarted ? camera.picture() : undefined,
      screen: call.isScreenSharingOn ? OWN_SCREEN : undefined,
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
  watchTroubles(sdk, call, (troubles, isReconnecting) => {
    passing.setTroubles(troubles)
    if (isReconnecting && call.state === 'Connected') store.enter('reconnecting')
    else showPhase()
  })
  const { RaiseHand, Reaction } = sdk.Features
  call.feature(RaiseHand).on('raisedHandEvent', show)
  call.feature(RaiseHand).on('loweredHandEvent', show)
  call.feature(Reaction).on('reaction', ({ identifier, reactionMessage }) => {
    const { me, others } = store.state()
    const from = others.find(({ id }) => id === getIdentifierRawId(identifier)) ?? me
    passing.react(from.name, reactionMessage.reactionType)
  })
  show()
  showPhase()
}
