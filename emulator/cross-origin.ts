import type { IncomingMessage } from 'node:http'
import type { Emulator } from './core/emulator'
import { isOriginOf } from './entra/authorize/redirect-uris'
import { allowedMethods } from './find-route'
import { type Answer, empty, type Headers, RequestRefusal } from './core/http'
import type { Route } from './routes'

/** Throws a 403 refusal for a page that isn't a registered app's, where the route is for those alone. */
export function requireOrigin(
  { crossOrigin }: Route,
  { headers: { origin } }: IncomingMessage,
  { config }: Emulator,
): void {
  if (crossOrigin !== 'apps' || origin === undefined) return
  if (config.apps.some((app) => isOriginOf(app, origin))) return
  throw new RequestRefusal(403, 'ForeignOrigin', `No registered app has pages at ${origin}.`)
}

/** Lets the page that asked read an answer. Entra lets any page read discovery, keys and token. */
export function allowCrossOrigin(answer: Answer, route: Route, incoming: IncomingMessage): Answer {
  const exposed = {
    'access-control-expose-headers': 'Content-Length,Content-Encoding,x-ms-request-id',
  }
  return {
    ...answer,
    headers: { ...allowedOrigin(route, incoming), ...exposed, ...answer.headers },
  }
}

/** The answer to a browser that asks before it sends (CORS preflight). */
export function preflight(route: Route, incoming: IncomingMessage): Answer {
  return empty(204, {
    ...allowedOrigin(route, incoming),
    'access-control-allow-methods': allowedMethods(route),
    'access-control-allow-headers': incoming.headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '600',
  })
}

function allowedOrigin({ crossOrigin }: Route, { headers: { origin } }: IncomingMessage): Headers {
  if (crossOrigin === 'any') return { 'access-control-allow-origin': '*' }
  return { vary: 'origin', ...(origin !== undefined && { 'access-control-allow-origin': origin }) }
}
