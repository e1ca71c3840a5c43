import type { Emulator } from '../core/emulator'
import type { Answer, EmulatorRequest } from '../core/http'
import { listen } from './listening'
import { requireParticipant } from './require-caller'

/**
 * GET /_emulator/calls/{call}/{participant}/events: what happens in the call, pushed: `roster`,
 * `signal` from another participant, `ended` with a reason.
 */
export async function events(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const { call, participant } = await requireParticipant(request, emulator)
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    body: '',
    open: (stream) => listen(emulator, call, participant, stream),
  }
}
