import type { Server, ServerResponse } from 'node:http'

/** Counts the requests of a server that have no whole response yet. */
export interface InFlight {
  count(): number
  /** Settles as soon as there are none. */
  none(): Promise<void>
}

/**
 * Watches a server's requests. A request counts until its response has been sent or its client has
 * gone, so one whose body never ends doesn't count once there is a response.
 */
export function watchInFlight(server: Server): InFlight {
  const responses = new Set<ServerResponse>()
  server.prependListener('request', (_request, response) => {
    responses.add(response)
    response.once('close', () => {
      responses.delete(response)
      if (responses.size === 0) server.emit(NONE_IN_FLIGHT)
    })
  })
  return {
    count: () => responses.size,
    none: () =>
      new Promise((resolve) => {
        if (responses.size === 0) resolve()
        else server.once(NONE_IN_FLIGHT, resolve)
      }),
  }
}

const NONE_IN_FLIGHT = 'acs:none-in-flight'
