import type { EventStream } from '../event-stream'

/** What the others in a call see of a participant. */
export interface ParticipantState {
  isMuted: boolean
  isCameraOn: boolean
  isSharing: boolean
  isHandRaised: boolean
}

export interface CallParticipant {
  id: string
  /** Whose token it was that joined, `8:acs:…` or `8:orgid:…`: every request must be theirs. */
  holderId: string
  name: string
  /** Later ones offer to connect to earlier ones. */
  order: number
  isWaiting: boolean
  state: ParticipantState
  /** The newest token seen; when it is no longer good, the participant is out. */
  token: string
  stream: EventStream | undefined
  /** The newest events pushed to them, for when a connection broke before they heard them. */
  pushed: PushedEvent[]
}

export interface PushedEvent {
  /** Counts from 1 for each participant. */
  id: number
  event: string
  data: unknown
}

/** A call between people on this machine: media goes from browser to browser, signaling through here. */
export interface LocalCall {
  id: string
  participants: Map<string, CallParticipant>
  joined: number
}
