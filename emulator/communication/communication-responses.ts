import { randomBytes } from 'node:crypto'
import { header } from '../core/http'
import type { Service } from '../core/service'
import { supportedVersions } from './api-version'

export const communicationService: Service = {
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
