import { type Endpoint, RequestRefusal, splitTarget } from './http'
import { METHODS, type Route, routes } from './routes'

const table = routes.map((route) => ({ route, segments: route.path.split('/') }))

export interface Match {
  route: Route
  parameters: ReadonlyMap<string, string>
}

/** The route of a request target. Throws a 404 refusal, or 400 for a path that can't be decoded. */
export function findRoute(target: string): Match {
  const { path } = splitTarget(target)
  const sent = path.split('/')
  for (const { route, segments } of table) {
    if (segments.length === sent.length && segments.every((each, i) => fits(each, sent[i] ?? ''))) {
      return { route, parameters: readParameters(segments, sent) }
    }
  }
  throw new RequestRefusal(404, 'NotFound', `The emulator has nothing at ${path}.`)
}

/** The route's endpoint for a method. Throws a 405 refusal that names the others. */
export function findEndpoint(route: Route, method: string): Endpoint {
  const known = METHODS.find((each) => each === (method === 'HEAD' ? 'GET' : method))
  const endpoint = known && route[known]
  if (endpoint) return endpoint
  throw new RequestRefusal(405, 'MethodNotAllowed', `${method} is not one of its methods.`, {
    allow: allowedMethods(route),
  })
}

export function allowedMethods(route: Route): string {
  const methods = METHODS.filter((method) => route[method])
  return (route.crossOrigin ? [...methods, 'OPTIONS'] : methods).join(', ')
}

function fits(segment: string, sent: string): boolean {
  return segment.startsWith('{') ? sent !== '' : segment === sent
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
    throw new RequestRefusal(400, 'BadRequest', 'The path has a malformed percent-encoding.')
  }
}
