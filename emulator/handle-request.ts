import type { IncomingMessage } from 'node:http'
import { communicationResponses } from './communication/communication-responses'
import { allowCrossOrigin, preflight, requireOrigin } from './cross-origin'
import type { Emulator } from './core/emulator'
import { entraResponses } from './entra/entra-responses'
import { applyFault, DROPPED, takeFault } from './core/faults'
import { findEndpoint, findRoute } from './find-route'
import { graphResponses } from './graph/graph-responses'
import { oidcResponses } from './oidc/oidc-responses'
import {
  type EmulatorRequest,
  type EmulatorResponse,
  HttpError,
  json,
  refusalOf,
  RequestError,
} from './core/http'
import type { Operation, ServiceName } from './core/operations'
import { readRequest, requireOwnHost } from './read-request'
import { recordRequest } from './core/request-log'
import type { Route } from './core/route'
import type { ServiceResponses } from './core/service-responses'

const services: Record<ServiceName, ServiceResponses> = {
  entra: entraResponses,
  acs: communicationResponses,
  graph: graphResponses,
  oidc: oidcResponses,
}

/** One request, from its arrival to its response. Never throws: what goes wrong becomes a response, too. */
export async function handleRequest(
  incoming: IncomingMessage,
  emulator: Emulator,
): Promise<EmulatorResponse | typeof DROPPED> {
  try {
    requireOwnHost(incoming, emulator)
    const { route, parameters } = findRoute(incoming.url ?? '/') ?? {}
    if (route) requireOrigin(route, incoming, emulator)
    if (route?.crossOrigin && incoming.method === 'OPTIONS') return preflight(route, incoming)
    const request = await readRequest(incoming, parameters)
    const response = await respond(route, request, emulator)
    if (!isLook(route, request)) tellWatchers(emulator)
    return route?.crossOrigin && response !== DROPPED
      ? allowCrossOrigin(response, route, incoming)
      : response
  } catch (error) {
    // The client hung up while it was still sending.
    return incoming.errored ? DROPPED : failureResponse(error)
  }
}

function respond(route: Route | undefined, request: EmulatorRequest, emulator: Emulator) {
  if (!route) return unknownAddress(request, emulator)
  if (!route.operation) return run(route, request, emulator)
  return serve(route.operation, route, request, emulator)
}

// The front page and the control API show what happened: nothing does by that.
function isLook(route: Route | undefined, { method }: EmulatorRequest): boolean {
  return route !== undefined && !route.operation && method === 'GET'
}

function tellWatchers({ store }: Emulator): void {
  for (const stream of store.watchers) stream.send('changed', null)
}

async function serve(
  operation: Operation,
  route: Route,
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse | typeof DROPPED> {
  const { store, now } = emulator
  const service = serviceOf(operation)
  const started = performance.now()
  const entry = recordRequest(store.requests, operation, request, now())
  const work = async () => {
    const response = await run(route, request, emulator)
    if (response.status < 400) {
      store.counts.set(operation, (store.counts.get(operation) ?? 0) + 1)
    }
    return response
  }
  const failureBody = (code: string | undefined) => service.failure(code, request, now())
  const response = await applyFault(takeFault(store.faults, operation), work, failureBody)
  if (response === DROPPED) return DROPPED
  entry.status = response.status
  entry.refusal = response.refusal
  const headers = service.headers(request, performance.now() - started, operation)
  return { ...response, headers: { ...headers, ...response.headers } }
}

async function run(route: Route, request: EmulatorRequest, emulator: Emulator) {
  try {
    return await findEndpoint(route, request.method)(request, emulator)
  } catch (error) {
    if (error instanceof HttpError) {
      return { ...error.toResponse(request, emulator.now()), refusal: refusalOf(error) }
    }
    return failureResponse(error)
  }
}

// A client that looks for something the emulator doesn't have should be found out, too.
function unknownAddress(request: EmulatorRequest, { store, now }: Emulator): EmulatorResponse {
  const message = `The emulator has nothing at ${request.target.split('?')[0] ?? ''}.`
  const error = new RequestError(404, 'NotFound', message)
  const entry = recordRequest(store.requests, null, request, now())
  Object.assign(entry, { status: error.status, refusal: refusalOf(error) })
  return error.toResponse()
}

function serviceOf(operation: Operation): ServiceResponses {
  return services[operation.split('.')[0] as ServiceName]
}

function failureResponse(error: unknown): EmulatorResponse {
  if (error instanceof RequestError) return error.toResponse()
  console.error(error)
  return json(500, { error: { code: 'InternalServerError', message: 'The emulator failed.' } })
}
