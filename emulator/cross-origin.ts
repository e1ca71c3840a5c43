import type { IncomingMessage } from 'node:http'
import { allowedMethods } from './find-route'
import { type Answer, empty } from './http'
import type { Route } from './routes'

const ANY_ORIGIN = { 'access-control-allow-origin': '*' }

/** Lets a page of any origin read an answer. Entra does so on discovery, keys and token. */
export function allowCrossOrigin(answer: Answer): Answer {
  const exposed = {
    'access-control-expose-headers': 'Content-Length,Content-Encoding,x-ms-request-id',
  }
  return { ...answer, headers: { ...ANY_ORIGIN, ...exposed, ...answer.headers } }
}

/** The answer to a browser that asks before it sends (CORS preflight). */
export function preflight(route: Route, { headers }: IncomingMessage): Answer {
  return empty(204, {
    ...ANY_ORIGIN,
    'access-control-allow-methods': allowedMethods(route),
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '600',
  })
}
