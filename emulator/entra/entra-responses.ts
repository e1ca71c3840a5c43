import { randomUUID } from 'node:crypto'
import type { ServiceResponses } from '../core/service-responses'
import { errorBody } from './errors'
import { openerPolicy } from './opener-policy'

export const entraResponses: ServiceResponses = {
  headers: (request) => ({
    ...openerPolicy(request),
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    'x-content-type-options': 'nosniff',
    'x-ms-request-id': randomUUID(),
  }),

  failure: (code = 'temporarily_unavailable', request, now) =>
    errorBody(code, 'AADSTS90033: A transient error has occurred.', 90033, request, now),
}
