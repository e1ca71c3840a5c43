import type { Emulator } from '../core/emulator'
import type { EmulatorResponse } from '../core/http'

/** GET /_emulator/changes: an event `changed` (Server-Sent Events) after each request of a client. */
export function watchChanges(_request: unknown, { store }: Emulator): EmulatorResponse {
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    body: '',
    open(stream) {
      store.watchers.add(stream)
      stream.onClosed(() => store.watchers.delete(stream))
    },
  }
}
