import { randomUUID } from 'node:crypto'
import { header } from '../core/http'
import type { ServiceResponses } from '../core/service-responses'
import { errorBody } from './errors'

export const graphResponses: ServiceResponses = {
  headers: (request) => {
    const requestId = randomUUID()
    return {
      'cache-control': 'no-cache',
      'request-id': requestId,
      'client-request-id': header(request, 'client-request-id') ?? requestId,
      'odata-version': '4.0',
    }
  },

  failure: (code = 'serviceNotAvailable', request, now) =>
    errorBody(code, 'The service failed to process the request.', request, now),
}
