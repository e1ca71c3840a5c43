import type { Service } from '../core/service'

export const oidcService: Service = {
  headers: () => ({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }),

  failure: (code = 'temporarily_unavailable') => ({
    error: code,
    error_description: 'The provider failed to process the request.',
  }),
}
