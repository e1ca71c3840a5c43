import type { ProblemCode } from '@/lib/contract/problems'

const steps: Partial<Record<ProblemCode, string>> = {
  unauthenticated: 'Your session has ended. Sign in again.',
  interaction_required: 'Sign in again. Microsoft needs you to confirm your identity.',
  consent_required: 'Sign in again and accept the permissions, or ask an administrator to consent.',
  role_missing: 'Ask an administrator to assign you the role that this app requires.',
  tenant_not_allowed: 'Sign in with an account from another organization.',
  invalid_request: 'Correct the values listed here, then try again.',
  mapping_not_found: 'Create your identity first.',
  identity_unusable: 'Create your identity again to replace it.',
  rate_limited: 'Wait a minute, then try again.',
  internal_error:
    'Try again. If the problem continues, send the correlation ID to your administrator.',
  upstream_failed:
    'Try again. If the problem continues, send the correlation ID to your administrator.',
  upstream_throttled: 'Wait a moment, then try again.',
  upstream_unavailable: 'Check your connection, wait a moment, then try again.',
  upstream_timeout: 'Try again in a moment.',
  teams_token_invalid: 'Get a new Teams token.',
  teams_token_expired: 'Get a new Teams token.',
  teams_token_expiring: 'Get a new Teams token.',
  teams_token_wrong_user: 'Choose the account that you are signed in with in this app.',
  teams_token_wrong_tenant: 'Choose the account that you are signed in with in this app.',
  teams_token_wrong_client:
    'Ask an administrator to compare AZURE_AD_SPA_CLIENT_ID with the client app’s registration.',
  teams_scope_missing:
    'Ask an administrator to add Teams.ManageCalls to the client app’s permissions.',
  teams_access_denied: 'Ask an administrator whether your account has a Teams license.',
}

/** What a person can do about a problem; undefined where nothing is known to help. */
export function nextStep(code: ProblemCode): string | undefined {
  return steps[code]
}
