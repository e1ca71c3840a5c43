import type { CallCredential } from './token/call-credential'
import type { CallEnd } from './end/call-end'
import type { CallState, ReactionKind } from './call-state'
import type { Destination } from './destination/destination'

/** What a provider's calls can do; a page offers nothing else. */
export interface Abilities {
  captions: boolean
  survey: boolean
  reactions: readonly ReactionKind[]
  destinations: readonly Destination['kind'][]
}

/** The devices a person chose, by their ids; undefined is none for the camera, otherwise the system's own. */
export interface DeviceChoice {
  microphoneId?: string | undefined
  cameraId?: string | undefined
  speakerId?: string | undefined
}

/** Which provider the server's configuration chose: the emulator's address makes calls local. */
export type ProviderChoice = { kind: 'local'; emulatorUrl: string } | { kind: 'acs' }

export type DeviceKind = 'microphone' | 'camera' | 'speaker'

/** As whom somebody joins: with an ACS user token, or with a Teams user token. */
export type UserKind = 'acs-user' | 'teams-user'

export interface JoinRequest {
  destination: Destination
  displayName: string
  /** Whose token the credential holds. */
  userKind: UserKind
  credential: CallCredential
  devices: DeviceChoice
  isMuted: boolean
  isCameraOn: boolean
}

/** One call, from joining to its end. Actions settle when they are done; one that fails shows a notice. */
export interface Call {
  state: () => CallState
  subscribe: (listener: () => void) => () => void
  setMuted: (isMuted: boolean) => Promise<void>
  setCamera: (isOn: boolean) => Promise<void>
  setScreen: (isShared: boolean) => Promise<void>
  setHand: (isRaised: boolean) => Promise<void>
  setCaptions: (areOn: boolean) => Promise<void>
  react: (kind: ReactionKind) => Promise<void>
  admit: (participantId: string) => Promise<void>
  reject: (participantId: string) => Promise<void>
  switchDevice: (kind: DeviceKind, deviceId: string) => Promise<void>
  leave: () => Promise<void>
  /** Leaves for a reason from outside the call. */
  end: (reason: CallEnd) => Promise<void>
  /** Sends how good the call was, from 1 to 5, after it ended. */
  rate: (stars: number) => Promise<void>
  /** Leaves, and releases everything: the call is not shown any more. */
  dispose: () => Promise<void>
}

/** A way of placing calls. */
export interface CallProvider {
  kind: 'acs' | 'local'
  /** Joins what the provider's abilities name; what goes wrong then ends the call with its reason. */
  join: (request: JoinRequest) => Call
}
