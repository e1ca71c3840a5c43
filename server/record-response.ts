import type { IncomingMessage, ServerResponse } from 'node:http'
import { recordPageRequest } from '@/lib/observability/telemetry'

/** Counts a request for a page among the metrics, once its response is sent or its client has gone. */
export function recordResponse(
  { method = '', url = '' }: IncomingMessage,
  response: ServerResponse,
): void {
  const startedAt = performance.now()
  const [path = ''] = url.split('?')
  response.once('close', () => {
    const seconds = (performance.now() - startedAt) / 1000
    recordPageRequest({ method, path, status: response.statusCode, seconds })
  })
}
