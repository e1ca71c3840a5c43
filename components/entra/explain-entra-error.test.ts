import { BrowserAuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-browser'
import { expect, test } from 'vitest'
import { explainEntraError } from './explain-entra-error'

test.each([
  new BrowserAuthError('no_network_connectivity', 'id'),
  new BrowserAuthError('post_request_failed', 'id'),
  new BrowserAuthError('timed_out', 'id'),
  new ServerError('temporarily_unavailable', 'id', 'AADSTS90033: A transient error.'),
  new ServerError('server_error', 'id', 'AADSTS50000: There was an error.'),
  // As MSAL repeats a 429 or 5xx while it holds requests back.
  new ServerError('90055', 'id', 'AADSTS90055: Throttled.'),
  new ServerError('', 'id'),
  new TypeError('Failed to fetch'),
])('Entra decided nothing: %s', (error) => {
  expect(explainEntraError(error, 'teams').isTransient).toBe(true)
})

test.each([
  new InteractionRequiredAuthError('interaction_required', 'id', 'AADSTS50076: …'),
  new InteractionRequiredAuthError('consent_required', 'id', 'AADSTS65001: …'),
  new InteractionRequiredAuthError('login_required', 'id', 'AADSTS50058: …'),
  new ServerError('invalid_grant', 'id', 'AADSTS70008: The refresh token has expired.'),
  new ServerError('unauthorized_client', 'id', 'AADSTS700016: …'),
  new ServerError('access_denied', 'id', 'AADSTS65004: …'),
])('Entra decided: %s', (error) => {
  expect(explainEntraError(error, 'teams').isTransient).toBe(false)
})
