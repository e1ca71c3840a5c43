import type { Endpoint } from './core/emulator'
import { RequestError, splitTarget } from './core/http'
import { METHODS, type Route } from './core/route'
import { routes } from './routes'

export interface Match {
  route: Route
  parameters: ReadonlyMap<string, string>
}

interface Entry {
  route: Route
  segments: readonly string[]
}

// OData's other form of a key, /applications(appId='…'): here it is a segment of its own.
const ALTERNATE_KEY = /\((\w+)=(?:'|%27)([\w-]*)(?:'|%27)\)/i

/** The routes by their number of segments: a handful each, in the order of `routes`. */
const table = new Map<number, Entry[]>()
for (const route of routes) {
  const segments = route.path.split('/')
  const sameLength = table.get(segments.length) ?? []
  table.set(segments.length, [...sameLength, { route, segments }])
}

/** The route of a request target, if there is one. Throws a 400 for a path that can't be decoded. */
export function findRoute(target: string): Match | undefined {
  const sent = splitTarget(target).path.replace(ALTERNATE_KEY, "/$1='$2'").split('/')
  const found = table.get(sent.length)?.find(({ segments }) => fit(segments, sent))
  return found && { route: found.route, parameters: readParameters(found.segments, sent) }
}

/** The route's endpoint for a method. Throws a 405 that names the others. */
export function findEndpoint(route: Route, method: string): Endpoint {
  const known = METHODS.find((each) => each === (method === 'HEAD' ? 'GET' : method))
  const endpoint = known && route[known]
  if (endpoint) return endpoint
  throw new RequestError(405, 'MethodNotAllowed', `${method} is not one of its methods.`, {
    allow: allowedMethods(route),
  })
}

export function allowedMethods(route: Route): string {
  const methods = METHODS.filter((method) => route[method])
  return (route.crossOrigin ? [...methods, 'OPTIONS'] : methods).join(', ')
}

function fit(segments: readonly string[], sent: readonly string[]): boolean {
  return segments.every((segment, i) =>
    segment.startsWith('{') ? sent[i] !== '' : segment === sent[i],
  )
}

function readParameters(segments: readonly string[], sent: readonly string[]) {
  const parameters = new Map<string, string>()
  for (const [i, segment] of segments.entries()) {
    if (segment.startsWith('{')) parameters.set(segment.slice(1, -1), decode(sent[i] ?? ''))
  }
  return parameters
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new RequestError(400, 'BadRequest', 'The path has a malformed percent-encoding.')
  }
}
