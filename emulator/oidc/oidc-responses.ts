import type { ServiceResponses } from '../core/service-responses'

export const oidcResponses: ServiceResponses = {
  headers: () => ({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }),

  failure: (code = 'temporarily_unavailable') => ({
    error: code,
    error_description: 'The provider failed to process the request.',
  }),
}
