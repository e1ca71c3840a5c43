import { randomBytes } from 'node:crypto'
import { header } from '../core/http'
import type { ServiceResponses } from '../core/service-responses'
import { supportedVersions } from './api-version'

export const communicationResponses: ServiceResponses = {
  // As recorded from the service: azure-sdk-for-js, communication-identity/recordings.
  headers: (request, elapsedMs, operation) => {
    const requestId = header(request, 'x-ms-client-request-id')
    return {
      'api-supported-versions': supportedVersions(operation),
      'ms-cv': `${randomBytes(16).toString('base64url')}.0`,
      'request-context': 'appId=',
      'x-processing-time': `${Math.ceil(elapsedMs)}ms`,
      ...(requestId !== undefined && { 'x-ms-client-request-id': requestId }),
    }
  },

  failure: (code = 'InternalServerError') => ({
    error: { code, message: 'The service failed to process the request.' },
  }),
}
