import type { IncomingMessage } from 'node:http'
import { communicationService } from './communication/service'
import { allowCrossOrigin, preflight, requireOrigin } from './cross-origin'
import type { Emulator } from './core/emulator'
import { entraService } from './entra/service'
import { DROPPED, takeFault, underFault } from './core/faults'
import { findEndpoint, findRoute } from './find-route'
import { graphService } from './graph/service'
import { type Answer, type EmulatorRequest, json, Refusal, RequestRefusal } from './core/http'
import type { Operation } from './core/operations'
import { readRequest, requireLocalHost } from './read-request'
import { recordRequest } from './core/request-log'
import type { Route } from './routes'
import type { Service } from './core/service'

const services = { entra: entraService, acs: communicationService, graph: graphService }

/** One request from its arrival to its answer. Never throws: what goes wrong is an answer, too. */
export async function answerRequest(
  incoming: IncomingMessage,
  emulator: Emulator,
): Promise<Answer | typeof DROPPED> {
  try {
    requireLocalHost(incoming)
    const { route, parameters } = findRoute(incoming.url ?? '/') ?? {}
    if (route) requireOrigin(route, incoming, emulator)
    if (route?.crossOrigin && incoming.method === 'OPTIONS') return preflight(route, incoming)
    const request = await readRequest(incoming, parameters)
    if (!route) return unknownAddress(request, emulator)
    const answer = route.operation
      ? await serve(route.operation, route, request, emulator)
      : await run(route, request, emulator)
    return route.crossOrigin && answer !== DROPPED
      ? allowCrossOrigin(answer, route, incoming)
      : answer
  } catch (error) {
    // The client hung up while it was still sending.
    return incoming.errored ? DROPPED : explain(error)
  }
}

async function serve(
  operation: Operation,
  route: Route,
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<Answer | typeof DROPPED> {
  const { store, now } = emulator
  const service = serviceOf(operation)
  const started = performance.now()
  const entry = recordRequest(store.requests, operation, request, now())
  const work = async () => {
    const answer = await run(route, request, emulator)
    if (answer.status < 400) {
      store.counts.set(operation, (store.counts.get(operation) ?? 0) + 1)
    }
    return answer
  }
  const failureBody = (code: string | undefined) => service.failure(code, request, now())
  const answer = await underFault(takeFault(store.faults, operation), work, failureBody)
  if (answer === DROPPED) return DROPPED
  entry.status = answer.status
  const headers = service.headers(request, performance.now() - started)
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

async function run(route: Route, request: EmulatorRequest, emulator: Emulator) {
  try {
    return await findEndpoint(route, request.method)(request, emulator)
  } catch (error) {
    if (error instanceof Refusal) return error.answer(request, emulator.now())
    return explain(error)
  }
}

// A client that looks for something the emulator doesn't have should be found out, too.
function unknownAddress(request: EmulatorRequest, { store, now }: Emulator): Answer {
  const message = `The emulator has nothing at ${request.target.split('?')[0] ?? ''}.`
  const answer = new RequestRefusal(404, 'NotFound', message).answer()
  recordRequest(store.requests, null, request, now()).status = answer.status
  return answer
}

function serviceOf(operation: Operation): Service {
  return services[operation.split('.')[0] as keyof typeof services]
}

function explain(error: unknown): Answer {
  if (error instanceof RequestRefusal) return error.answer()
  console.error(error)
  return json(500, { error: { code: 'InternalServerError', message: 'The emulator failed.' } })
}
