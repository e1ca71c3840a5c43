import { aadsts } from '@/lib/contract/aadsts'

/** What Entra's refusal means for the person, and what helps. */
export interface EntraRefusal {
  /** Whether Entra only requires interaction: a popup or a redirect will do. */
  needsInteraction: boolean
  /** Whether admin consent would help. */
  needsConsent: boolean
  /** Whether Entra decided nothing, as when it is unavailable: a retry may succeed. */
  isTransient: boolean
  text: string
  /** Entra's number, such as AADSTS65001, where there is one. */
  code: string
}

/** What the token is for. */
export type Purpose = 'teams' | 'people'

const purposes = {
  teams: {
    permission: 'manage Teams calls for you',
    needs: 'Teams.ManageCalls to place calls as you',
    scopes: 'Teams.ManageCalls and Teams.ManageChats',
  },
  people: {
    permission: 'look up people in your organization',
    needs: 'User.ReadBasic.All to look people up',
    scopes: 'User.ReadBasic.All',
  },
}

type Wording = (typeof purposes)[Purpose]

// What follows on what the number itself means.
const advice: Record<keyof typeof aadsts, (wording: Wording) => string> = {
  AADSTS50058: () => '',
  AADSTS50076: () => '',
  AADSTS50079: () => '',
  AADSTS65001: ({ permission }) =>
    `This app needs permission to ${permission}. Microsoft will ask you for it. If it says that an administrator must approve, ask yours to grant admin consent.`,
  AADSTS65004: ({ needs }) => `The app needs ${needs}.`,
  AADSTS90094: ({ scopes }) =>
    `Ask your administrator to grant admin consent to the client app for ${scopes}.`,
  AADSTS650052: () =>
    'The service is Azure Communication Services. An administrator adds it by consenting to the client app.',
  AADSTS700016: () =>
    'AZURE_AD_SPA_CLIENT_ID is wrong, or the client app’s registration is missing.',
}

const msalTexts: Record<string, (wording: Wording) => string> = {
  popup_window_error: () => BLOCKED,
  empty_window_error: () => BLOCKED,
  user_cancelled: () => 'You closed the window before Microsoft responded.',
  timed_out: () => 'The Microsoft window did not respond in time. Try again.',
  consent_required: ({ permission }) =>
    `This app needs permission to ${permission}. Microsoft will ask you for it.`,
  no_network_connectivity: () => UNREACHABLE,
  post_request_failed: () => UNREACHABLE,
}

// RFC 6749 sections 4.1.2.1 and 5.2, without the transient ones: server_error, temporarily_unavailable.
// MSAL repeats the error of a 429 or 5xx for a while without asking, and then leaves this code out.
const decisions = [
  'access_denied',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
]

const BLOCKED = 'Your browser blocked the window. Allow popups for this page, then try again.'
const UNREACHABLE = 'Microsoft could not be reached. Check your connection, then try again.'
const UNKNOWN =
  'Microsoft did not issue a token. Try again. If the problem continues, tell an administrator.'

/** Explains an error that MSAL threw when it requested a token for a purpose. */
export function explainEntraError(error: unknown, purpose: Purpose): EntraRefusal {
  const wording = purposes[purpose]
  const { name, errorCode, message } = toFields(error)
  const code = /AADSTS\d+/.exec(message)?.[0] ?? ''
  return {
    needsInteraction: name === 'InteractionRequiredAuthError' || code === 'AADSTS50058',
    needsConsent: ['AADSTS65001', 'AADSTS90094', 'AADSTS650052'].includes(code),
    isTransient: name !== 'InteractionRequiredAuthError' && !decisions.includes(errorCode),
    text: isKnown(code)
      ? `${aadsts[code]}. ${advice[code](wording)}`.trim()
      : (msalTexts[errorCode]?.(wording) ?? UNKNOWN),
    code: code || errorCode,
  }
}

function isKnown(code: string): code is keyof typeof aadsts {
  return Object.hasOwn(aadsts, code)
}

function toFields(error: unknown): { name: string; errorCode: string; message: string } {
  if (!(error instanceof Error)) return { name: '', errorCode: '', message: '' }
  const { errorCode } = error as { errorCode?: string }
  return { name: error.name, errorCode: errorCode ?? '', message: error.message }
}
