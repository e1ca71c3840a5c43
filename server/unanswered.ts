import type { Server, ServerResponse } from 'node:http'

/** Counts the requests of a server that have no whole response yet. */
export interface Unanswered {
  count(): number
  /** Settles as soon as there are none. */
  none(): Promise<void>
}

/**
 * Watches a server's requests. A request counts until its response has been sent or its client has
 * gone, so one whose body never ends doesn't count once it is answered.
 */
export function watchUnanswered(server: Server): Unanswered {
  const responses = new Set<ServerResponse>()
  server.prependListener('request', (_request, response) => {
    responses.add(response)
    response.once('close', () => {
      responses.delete(response)
      if (responses.size === 0) server.emit(ALL_ANSWERED)
    })
  })
  return {
    count: () => responses.size,
    none: () =>
      new Promise((resolve) => {
        if (responses.size === 0) resolve()
        else server.once(ALL_ANSWERED, resolve)
      }),
  }
}

const ALL_ANSWERED = 'acs:all-answered'
