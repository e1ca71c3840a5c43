import type { ServerResponse } from 'node:http'

/** A connection over which events are pushed (Server-Sent Events, WHATWG HTML section 9.2). */
export interface EventStream {
  /** `id` is what who comes back says in `Last-Event-ID`. */
  send: (event: string, data: unknown, id?: number) => void
  close: () => void
  onClosed: (listener: () => void) => void
}

/** Begins to push events as the body of a response; its status and headers were set before. */
export function openEventStream(outgoing: ServerResponse): EventStream {
  outgoing.flushHeaders()
  return {
    send(event, data, id) {
      const idLine = id === undefined ? '' : `id: ${id}\n`
      outgoing.write(`${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    close: () => outgoing.end(),
    onClosed: (listener) => outgoing.once('close', listener),
  }
}
