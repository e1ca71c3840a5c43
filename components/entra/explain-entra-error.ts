/** What Entra's refusal means for the person, and what helps. */
export interface EntraRefusal {
  /** Whether Entra only wants to see the person: a window or a redirect will do. */
  needsInteraction: boolean
  /** Whether an administrator's consent would end it. */
  needsConsent: boolean
  /** Whether Entra has decided nothing, as where it can't be reached: the same again may succeed. */
  isTransient: boolean
  text: string
  /** Entra's number, such as AADSTS65001, where there is one. */
  code: string
}

/** What the token is for. */
export type Purpose = 'teams' | 'people'

const purposes = {
  teams: {
    does: 'manage Teams calls for you',
    needs: 'Teams.ManageCalls to place calls as you',
    scopes: 'Teams.ManageCalls and Teams.ManageChats',
  },
  people: {
    does: 'look up people in your organisation',
    needs: 'User.ReadBasic.All to look people up',
    scopes: 'User.ReadBasic.All',
  },
}

type Wording = (typeof purposes)[Purpose]

// Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const texts: Record<string, (wording: Wording) => string> = {
  AADSTS50058: () => 'Microsoft has no session of yours that this page could use.',
  AADSTS50076: () => 'Your organisation asks for multi-factor authentication.',
  AADSTS50079: () => 'Your organisation asks you to register for multi-factor authentication.',
  AADSTS65001: ({ does }) =>
    `This app may not yet ${does}. Microsoft will ask you; if it says that an administrator has to approve, ask yours to grant consent for your organisation.`,
  AADSTS65004: ({ needs }) => `You did not accept. The app needs ${needs}.`,
  AADSTS90094: ({ scopes }) =>
    `Only an administrator may approve this. Ask yours to grant admin consent to the client app for ${scopes}.`,
  AADSTS650052: () =>
    'Your organisation does not have the service Azure Communication Services yet. An administrator adds it by consenting to the client app.',
  AADSTS700016: () =>
    'The client app is not registered in this tenant: AZURE_AD_SPA_CLIENT_ID is wrong, or its registration is missing.',
}

const msalTexts: Record<string, (wording: Wording) => string> = {
  popup_window_error: () => BLOCKED,
  empty_window_error: () => BLOCKED,
  user_cancelled: () => 'You closed the window before Microsoft answered.',
  timed_out: () => 'Microsoft’s window did not answer in time. Try again.',
  consent_required: ({ does }) => `This app may not yet ${does}. Microsoft will ask you.`,
  no_network_connectivity: () => UNREACHABLE,
  post_request_failed: () => UNREACHABLE,
}

// RFC 6749 sections 4.1.2.1 and 5.2, without what passes: server_error, temporarily_unavailable.
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

const BLOCKED = 'Your browser blocked the window. Allow pop-ups for this page, then try again.'
const UNREACHABLE = 'Microsoft could not be reached. Check your connection, then try again.'

/** Reads an error of MSAL, that it met getting a token for a purpose. */
export function explainEntraError(error: unknown, purpose: Purpose): EntraRefusal {
  const wording = purposes[purpose]
  const { name, errorCode, message } = toFields(error)
  const code = /AADSTS\d+/.exec(message)?.[0] ?? ''
  return {
    needsInteraction: name === 'InteractionRequiredAuthError' || code === 'AADSTS50058',
    needsConsent: ['AADSTS65001', 'AADSTS90094', 'AADSTS650052'].includes(code),
    isTransient: name !== 'InteractionRequiredAuthError' && !decisions.includes(errorCode),
    text:
      texts[code]?.(wording) ??
      msalTexts[errorCode]?.(wording) ??
      'Microsoft did not issue a token. Try again; if it happens again, tell an administrator.',
    code: code || errorCode,
  }
}

function toFields(error: unknown): { name: string; errorCode: string; message: string } {
  if (!(error instanceof Error)) return { name: '', errorCode: '', message: '' }
  const { errorCode } = error as { errorCode?: string }
  return { name: error.name, errorCode: errorCode ?? '', message: error.message }
}
