import type { CallEnd } from './end/call-end'

export type Phase =
  'connecting' | 'ringing' | 'lobby' | 'connected' | 'on-hold' | 'reconnecting' | 'ended'

/** A moving picture that can be shown: `attach` puts it into an element and answers how to take it out. */
export interface Picture {
  id: string
  attach: (element: HTMLElement) => () => void
}

export interface Participant {
  id: string
  name: string
  isMuted: boolean
  isSpeaking: boolean
  isHandRaised: boolean
  camera: Picture | undefined
  screen: Picture | undefined
}

/** Somebody who waits to be let in. */
export interface Waiting {
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

/** All that is known of a call, as one value that is replaced, never changed. */
export interface CallState {
  phase: Phase
  /** When the phase began, in milliseconds since 1970. */
  since: number
  /** When the call was connected first. */
  connectedAt: number | undefined
  end: CallEnd | undefined
  me: Participant
  others: readonly Participant[]
  waiting: readonly Waiting[]
  reactions: readonly Reaction[]
  /** Undefined while captions are off. */
  captions: readonly Caption[] | undefined
  /** What troubles the call, in sentences. */
  hints: readonly string[]
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
    hints: [],
  }
}

/** The call in its next phase. An ended call stays ended; one that was connected connects no more, but again. */
export function enterPhase(call: CallState, next: Phase, now: number): CallState {
  const phase = next === 'connecting' && call.connectedAt !== undefined ? 'reconnecting' : next
  if (call.phase === 'ended' || phase === call.phase) return call
  const connectedAt = call.connectedAt ?? (phase === 'connected' ? now : undefined)
  return { ...call, phase, since: now, connectedAt }
}

/** The call, over. The first reason stays: what comes after it follows from it. */
export function endCall(call: CallState, end: CallEnd, now: number): CallState {
  if (call.phase === 'ended') return call
  const nobody = { others: [], waiting: [], reactions: [], captions: undefined, hints: [] }
  const me = { ...call.me, camera: undefined, screen: undefined, isSpeaking: false }
  return { ...call, ...nobody, me, phase: 'ended', since: now, end }
}
