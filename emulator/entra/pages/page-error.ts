import type { EmulatorRequest, EmulatorResponse } from '../../core/http'
import { html } from '../../core/html/markup'
import { page } from '../../core/html/page'
import { EntraError } from '../errors'

/** An AADSTS error for the person in front of the browser: a page, never a redirect. */
export class PageError extends EntraError {
  override toResponse(request: EmulatorRequest, now: number): EmulatorResponse {
    return errorPage(this.body(request, now))
  }
}

interface Description {
  error_description: string
  trace_id: string
  correlation_id: string
  timestamp: string
}

/** What went wrong, for the person at the browser and whoever they ask. */
export function errorPage(error: Description): EmulatorResponse {
  const [message = ''] = error.error_description.split(' Trace ID:')
  return page(
    'Sign-in failed',
    html`<h1>Sorry, we’re having trouble signing you in</h1>
      <p>${message}</p>
      <dl>
        <dt>Trace ID</dt>
        <dd><code>${error.trace_id}</code></dd>
        <dt>Correlation ID</dt>
        <dd><code>${error.correlation_id}</code></dd>
        <dt>Timestamp</dt>
        <dd>${error.timestamp}</dd>
      </dl>`,
    { status: 400 },
  )
}
