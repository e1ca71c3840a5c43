import type { CallParticipant, LocalCall } from '../core/store/local-call'

/** A mesh of browsers carries no more. */
export const MOST_PARTICIPANTS = 4

/** Meetings let people wait, as Teams does with guests. */
export function isMeeting({ id }: LocalCall): boolean {
  return id.startsWith('meeting:')
}

export function inside(call: LocalCall): CallParticipant[] {
  return [...call.participants.values()].filter(({ isWaiting }) => !isWaiting)
}

export function waiting(call: LocalCall): CallParticipant[] {
  return [...call.participants.values()].filter(({ isWaiting }) => isWaiting)
}

/** Of the events pushed to a participant so many are kept. */
const KEPT = 200

/** Pushes an event to a participant, now and again as long as they come back without having heard it. */
export function push({ stream, pushed }: CallParticipant, event: string, data: unknown): void {
  const id = (pushed.at(-1)?.id ?? 0) + 1
  pushed.push({ id, event, data })
  if (pushed.length > KEPT) pushed.shift()
  stream?.send(event, data, id)
}

/** Pushes the roster to everybody who listens; the others get it when they begin to. */
export function pushRoster(call: LocalCall): void {
  for (const participant of call.participants.values()) {
    participant.stream?.send('roster', rosterFor(call, participant))
  }
}

/** Who is there, for a participant. Who waits learns nothing of the others. */
export function rosterFor(call: LocalCall, { isWaiting }: CallParticipant) {
  if (isWaiting) return { isWaiting, participants: [], waiting: [] }
  return {
    isWaiting,
    participants: inside(call).map(({ id, name, order, state }) => ({ id, name, order, state })),
    waiting: waiting(call).map(({ id, name }) => ({ id, name })),
  }
}
