import type { CallEnd } from './end/call-end'
import { type CallState, endCall, enterPhase, type Participant, type Phase } from './call-state'

/** Holds a call's state, and notifies its subscribers. */
export interface CallStore {
  state: () => CallState
  subscribe: (listener: () => void) => () => void
  update: (change: Partial<CallState>) => void
  updateMe: (change: Partial<Participant>) => void
  enter: (phase: Phase) => void
  end: (end: CallEnd) => void
}

export function createCallStore(initial: CallState): CallStore {
  let current = initial
  const listeners = new Set<() => void>()
  const replace = (next: CallState) => {
    if (next === current) return
    current = next
    listeners.forEach((notify) => notify())
  }
  // What arrives late, after the end, changes nothing.
  const update = (change: Partial<CallState>) => {
    if (current.phase !== 'ended') replace({ ...current, ...change })
  }
  return {
    state: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    update,
    updateMe: (change) => update({ me: { ...current.me, ...change } }),
    enter: (phase) => replace(enterPhase(current, phase, Date.now())),
    end: (end) => replace(endCall(current, end, Date.now())),
  }
}
