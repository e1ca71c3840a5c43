import { isAdministrator } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import type { EmulatorRequest, EmulatorResponse } from '../../core/http'
import {
  type AdminQuestion,
  grantForTenant,
  permissionsOf,
  registeredPermissions,
} from './admin-question'
import { authorizationResponse } from './authorization-response'
import { type AuthorizationRequest, readAuthorizationRequest } from './authorization-request'
import { EntraError } from '../errors'
import { PageError } from '../pages/page-error'
import { accountPage } from '../pages/account'
import { adminConsentPage } from '../pages/admin-consent'
import { type Session, sessionCookie } from './session'
import { findSignIn } from './sign-in'

/** `/{tenant}/v2.0/adminconsent`: an administrator grants what `scope` names. Source: entra-docs, v2-admin-consent.md. */
export async function adminConsent(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const authorization = readAuthorizationRequest(request, emulator)
  const { app, parameters, destination } = authorization
  try {
    const question = permissionsOf(parameters.get('scope'), app, emulator.config)
    return await askAdministrator(request, authorization, question, emulator, {
      granted: (scopes) => ({ scope: scopes.join(' ') }),
      declined: () => {
        throw new EntraError(65004)
      },
    })
  } catch (error) {
    if (!(error instanceof EntraError) || error instanceof PageError) throw error
    const { error_description } = error.body(request, emulator.now())
    const code = error.number === 65004 ? 'consent_required' : error.error
    return authorizationResponse(destination, {
      admin_consent: 'True',
      error: code,
      error_description,
    })
  }
}

/** `/{tenant}/adminconsent`: an administrator grants all that the registration asks for. Source: entra-docs, v2-oauth2-client-creds-grant-flow.md. */
export function adminConsentToRegistration(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const authorization = readAuthorizationRequest(request, emulator)
  const question = registeredPermissions(authorization.app, emulator.config)
  return askAdministrator(request, authorization, question, emulator, {
    granted: () => ({}),
    declined: () => ({
      error: 'permission_denied',
      error_description: 'The admin canceled the request',
    }),
  })
}

interface Outcome {
  granted: (scopes: readonly string[]) => Record<string, string>
  declined: () => Record<string, string>
}

async function askAdministrator(
  request: EmulatorRequest,
  authorization: AuthorizationRequest,
  question: AdminQuestion,
  emulator: Emulator,
  outcome: Outcome,
): Promise<EmulatorResponse> {
  const { app, choices, destination } = authorization
  const session = await findAdministrator(request, authorization, emulator)
  if (!session) return accountPage(authorization, emulator)
  const { user } = session
  if (choices.consent === 'cancel') return authorizationResponse(destination, outcome.declined())
  if (choices.consent === null) {
    const tenant = emulator.config.tenants.find(({ id }) => id === user.tenantId)
    return adminConsentPage(authorization, user, tenant, question)
  }
  const scopes = grantForTenant(question, app, user.tenantId, emulator.store)
  return authorizationResponse(
    destination,
    { admin_consent: 'True', tenant: user.tenantId, ...outcome.granted(scopes) },
    { 'set-cookie': await sessionCookie(session, emulator) },
  )
}

// Whoever is signed in without the right may choose another account; who was chosen may not.
async function findAdministrator(
  request: EmulatorRequest,
  authorization: AuthorizationRequest,
  emulator: Emulator,
): Promise<Session | undefined> {
  const session = await findSignIn(request, authorization, emulator)
  if (!session || isAdministrator(session.user)) return session
  if (authorization.choices.account === null) return undefined
  throw new PageError(90093, authorization.app.displayName)
}
