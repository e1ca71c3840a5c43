import { checkAccessToken } from '../communication/identities/access-token'
import type { Emulator } from '../core/emulator'
import type { EventStream } from '../core/event-stream'
import { type CallParticipant, type LocalCall, rosterFor } from './local-call'
import { removeParticipant } from './remove-participant'

// A reload or a broken connection may come back; a closed tab does not.
const GRACE_MS = 5_000
const CHECK_MS = 1_000

/** Lets a participant listen until the stream closes, or their token is no longer good. */
export function listen(
  emulator: Emulator,
  call: LocalCall,
  participant: CallParticipant,
  stream: EventStream,
): void {
  participant.stream?.close()
  participant.stream = stream
  stream.send('roster', rosterFor(call, participant))
  for (const [event, data] of participant.missed.splice(0)) stream.send(event, data)
  const checking = setInterval(() => {
    void checkAccessToken(participant.token, emulator).then((holder) => {
      if (!holder) removeParticipant(emulator.store, call, participant, 'token')
    })
  }, CHECK_MS)
  stream.onClosed(() => {
    clearInterval(checking)
    if (participant.stream !== stream) return
    participant.stream = undefined
    removeUnlessListening(emulator, call, participant)
  })
}

/** Takes a participant out of the call who does not listen within a few seconds. */
export function removeUnlessListening(
  { store }: Emulator,
  call: LocalCall,
  participant: CallParticipant,
): void {
  const timer = setTimeout(() => {
    if (!participant.stream) removeParticipant(store, call, participant)
  }, GRACE_MS)
  timer.unref()
}
