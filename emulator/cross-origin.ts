import type { IncomingMessage } from 'node:http'
import type { Emulator } from './core/emulator'
import { isOriginOf } from './entra/authorize/redirect-uris'
import { allowedMethods } from './find-route'
import { empty, type EmulatorResponse, type Headers, RequestError } from './core/http'
import type { Route } from './core/route'

/** Throws a 403 for a page that isn't a registered app's, where the route is for those alone. */
export function requireOrigin(
  { crossOrigin }: Route,
  { headers: { origin } }: IncomingMessage,
  { config }: Emulator,
): void {
  if (crossOrigin !== 'apps' || origin === undefined) return
  if (config.apps.some((app) => isOriginOf(app, origin))) return
  throw new RequestError(403, 'ForeignOrigin', `No registered app has pages at ${origin}.`)
}

/** Lets the page that asked read a response. Entra lets any page read discovery, keys and token. */
export function allowCrossOrigin(
  response: EmulatorResponse,
  route: Route,
  incoming: IncomingMessage,
): EmulatorResponse {
  const exposed = {
    'access-control-expose-headers': 'Content-Length,Content-Encoding,x-ms-request-id',
  }
  return {
    ...response,
    headers: { ...allowedOrigin(route, incoming), ...exposed, ...response.headers },
  }
}

/** The response to a CORS preflight. */
export function preflight(route: Route, incoming: IncomingMessage): EmulatorResponse {
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
