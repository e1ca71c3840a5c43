import { randomUUID } from 'node:crypto'
import type { Service } from '../core/service'
import { errorBody } from './errors'
import { openerPolicy } from './opener-policy'

export const entraService: Service = {
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
