import type { CallEnd } from './end/call-end'

export type Phase =
  'connecting' | 'ringing' | 'lobby' | 'connected' | 'on-hold' | 'reconnecting' | 'ended'

/** A video that can be shown: `attach` puts it into an element and returns what removes it again. */
export interface VideoView {
  id: string
  attach: (element: HTMLElement) => () => void
}

export interface Participant {
  id: string
  name: string
  isMuted: boolean
  isSpeaking: boolean
  isHandRaised: boolean
  camera: VideoView | undefined
  screen: VideoView | undefined
}

/** Somebody in the lobby. */
export interface LobbyParticipant {
  id: string
  name: string
}

export type ReactionKind = 'like' | 'heart' | 'laugh' | 'applause' | 'surprised'

export interface Reaction {
  id: number
  from: string
  kind: ReactionKind
}

export interface Caption {
  id: number
  speaker: string
  text: string
}

/** All that is known of a call, as one immutable value. */
export interface CallState {
  phase: Phase
  /** When the phase began, in milliseconds since 1970. */
  since: number
  /** When the call was connected first. */
  connectedAt: number | undefined
  end: CallEnd | undefined
  me: Participant
  others: readonly Participant[]
  waiting: readonly LobbyParticipant[]
  reactions: readonly Reaction[]
  /** Undefined while captions are off. */
  captions: readonly Caption[] | undefined
  /** What goes wrong in the call, in sentences. */
  notices: readonly string[]
}

/** A call that begins now. */
export function beginCall(name: string, isMuted: boolean, now: number): CallState {
  const me = {
    id: 'me',
    name,
    isMuted,
    isSpeaking: false,
    isHandRaised: false,
    camera: undefined,
    screen: undefined,
  }
  return {
    phase: 'connecting',
    since: now,
    connectedAt: undefined,
    end: undefined,
    me,
    others: [],
    waiting: [],
    reactions: [],
    captions: undefined,
    notices: [],
  }
}

/** The call in its next phase. An ended call stays ended; one that was connected before reconnects. */
export function enterPhase(call: CallState, next: Phase, now: number): CallState {
  const phase = next === 'connecting' && call.connectedAt !== undefined ? 'reconnecting' : next
  if (call.phase === 'ended' || phase === call.phase) return call
  const connectedAt = call.connectedAt ?? (phase === 'connected' ? now : undefined)
  return { ...call, phase, since: now, connectedAt }
}

/** The call, over. The first reason stays: what comes after it follows from it. */
export function endCall(call: CallState, end: CallEnd, now: number): CallState {
  if (call.phase === 'ended') return call
  const empty = { others: [], waiting: [], reactions: [], captions: undefined, notices: [] }
  const me = { ...call.me, camera: undefined, screen: undefined, isSpeaking: false }
  return { ...call, ...empty, me, phase: 'ended', since: now, end }
}
