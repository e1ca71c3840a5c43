import { checkAccessToken } from '../communication/identities/access-token'
import type { Emulator } from '../core/emulator'
import type { EventStream } from '../core/event-stream'
import type { EmulatorRequest, EmulatorResponse } from '../core/http'
import type { CallParticipant, LocalCall } from '../core/store/local-call'
import { removeParticipant } from './remove-participant'
import { requireParticipant } from './require-participant'
import { rosterFor } from './roster'

// A reload or a broken connection may come back; a closed tab does not.
const GRACE_MS = 5_000
const CHECK_MS = 1_000

/**
 * GET /_emulator/calls/{call}/{participant}/events: what happens in the call, pushed: `roster`,
 * `signal` from another participant, `ended` with a reason. Who comes back with `Last-Event-ID` hears what
 * came after it.
 */
export async function events(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { call, participant } = await requireParticipant(request, emulator)
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    body: '',
    open(stream) {
      listen(emulator, call, participant, stream)
      const heard = Number(request.headers['last-event-id']) || 0
      for (const { id, event, data } of participant.pushed) {
        if (id > heard) stream.send(event, data, id)
      }
    },
  }
}

// Until the stream closes, or the participant's token is no longer good.
function listen(
  emulator: Emulator,
  call: LocalCall,
  participant: CallParticipant,
  stream: EventStream,
): void {
  participant.stream?.close()
  participant.stream = stream
  stream.send('roster', rosterFor(call, participant))
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
