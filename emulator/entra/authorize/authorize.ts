import type { User } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, refusalOf } from '../../core/http'
import { authorizationResponse } from './authorization-response'
import { issueCode } from './authorization-codes'
import {
  type AuthorizationRequest,
  readAuthorizationRequest,
  requireWellFormed,
} from './authorization-request'
import { acceptConsent, findConsentQuestion } from './consent-question'
import { EntraError } from '../errors'
import { clientInfo } from '../tokens/issue-tokens'
import { lacksSecondFactor, secondFactorError, secondFactorOf } from './multi-factor'
import { accountPage } from '../pages/account'
import { PageError } from '../pages/page-error'
import { approvalPage } from '../pages/approval'
import { consentPage } from '../pages/consent'
import type { ScopeRequest } from '../tokens/scopes'
import { type Session, sessionCookie } from './session'
import { findSignIn } from './sign-in'

/** Signs a person in: whose account, a second factor where required, consent where missing, a code. */
export async function authorize(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const authorization = readAuthorizationRequest(request, emulator)
  try {
    const scopes = requireWellFormed(authorization.parameters, emulator)
    return await interact(request, authorization, scopes, emulator, codeResponse)
  } catch (error) {
    if (!(error instanceof EntraError) || error instanceof PageError) throw error
    return errorResponse(error, request, authorization, emulator)
  }
}

type Finish = (
  authorization: AuthorizationRequest,
  session: Session,
  emulator: Emulator,
) => Promise<EmulatorResponse>

/** Asks the person, page by page, for what is missing. `finish` responds once nothing is. */
export async function interact(
  request: EmulatorRequest,
  authorization: AuthorizationRequest,
  scopes: ScopeRequest,
  emulator: Emulator,
  finish: Finish,
): Promise<EmulatorResponse> {
  const { app, parameters, choices } = authorization
  const prompt = parameters.get('prompt')
  const silent = prompt === 'none'

  const session = await findSignIn(request, authorization, emulator)
  if (!session) {
    if (silent) throw new EntraError(50058)
    return accountPage(authorization, emulator)
  }
  const { user } = session
  requireServicePrincipals(user, scopes, emulator)

  if (lacksSecondFactor(session, scopes.targets, parameters.get('claims'), emulator)) {
    if (silent) throw secondFactorError(user, app.displayName, emulator)
    return approvalPage(authorization, user, secondFactorOf(user, emulator))
  }

  const parties = { app, user }
  const question = findConsentQuestion(scopes, parties, prompt === 'consent', emulator)
  if (question) {
    if (silent) throw new EntraError(65001, app.clientId)
    if (choices.consent === 'cancel') throw new EntraError(65004)
    if (choices.consent === null || question.needsAdministrator) {
      return consentPage(authorization, user, question)
    }
    acceptConsent(question, user, choices.forOrganization, emulator.store)
  }
  return finish(authorization, session, emulator)
}

// Without the service principals of ACS in the tenant nobody there can be asked for their scopes.
function requireServicePrincipals(user: User, { targets }: ScopeRequest, { config }: Emulator) {
  const tenant = config.tenants.find(({ id }) => id === user.tenantId)
  const service = targets.find(({ resource }) => resource.serviceId !== undefined)?.resource
  if (service && !tenant?.hasCommunicationServices) throw new EntraError(650052, service.serviceId)
}

async function codeResponse(
  { app, authority, destination, parameters }: AuthorizationRequest,
  session: Session,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { user, sessionId, multiFactor } = session
  const grant = {
    tenantId: user.tenantId,
    objectId: user.objectId,
    clientId: app.clientId,
    scope: parameters.get('scope') ?? '',
    sessionId,
    multiFactor,
    spa: destination.platform === 'spa',
    policy: authority.policy,
  }
  const code = issueCode(
    {
      grant,
      redirectUri: destination.redirectUri,
      nonce: parameters.get('nonce') ?? undefined,
      codeChallenge: parameters.get('code_challenge') ?? undefined,
      claims: parameters.get('claims') ?? undefined,
    },
    emulator,
  )
  const account = parameters.has('client_info') && {
    client_info: clientInfo(user, emulator.config),
  }
  const clientIds = [...new Set([...session.clientIds, app.clientId])]
  const cookie = await sessionCookie({ ...session, clientIds }, emulator)
  return authorizationResponse(
    destination,
    { code, ...account, session_state: sessionId },
    { 'set-cookie': cookie },
  )
}

// What the authorize endpoint says where the token endpoint says `invalid_grant`.
const AUTHORIZE_ERRORS = new Map<number, string>([
  [65001, 'consent_required'],
  [50034, 'interaction_required'],
  [50057, 'interaction_required'],
])

function errorResponse(
  error: EntraError,
  request: EmulatorRequest,
  { destination }: AuthorizationRequest,
  { now }: Emulator,
): EmulatorResponse {
  const { error: code, error_description } = error.body(request, now())
  const response = authorizationResponse(destination, {
    error: AUTHORIZE_ERRORS.get(error.number) ?? code,
    error_description,
    ...(error.number === 65004 && { error_subcode: 'cancel' }),
  })
  return { ...response, refusal: refusalOf(error) }
}
