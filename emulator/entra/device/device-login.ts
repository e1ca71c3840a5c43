import { findApp } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, readForm } from '../../core/http'
import type { DeviceCode } from '../../core/store/records'
import { type AuthorizationRequest, takeChoices } from '../authorize/authorization-request'
import { interact } from '../authorize/authorize'
import { type Session, sessionCookie } from '../authorize/session'
import { EntraError } from '../errors'
import { authorityOf, organizations } from '../tenants'
import { confirmDevicePage, DEVICE_FIELDS, deviceDonePage, enterCodePage } from '../pages/device'
import { errorPage, PageError } from '../pages/page-error'
import { parseScopes } from '../tokens/scopes'
import { findWaitingDevice } from './device-codes'

export const DEVICE_LOGIN_PATH = '/common/oauth2/deviceauth'

/**
 * `/common/oauth2/deviceauth`: a person enters the code that a device shows, signs in, and confirms.
 * An address with the code in it only fills the field in.
 */
export async function deviceLogin(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  if (request.method !== 'POST') return enterCodePage(request.query.get(DEVICE_FIELDS.code) ?? '')
  const form = readForm(request)
  const entered = form.get(DEVICE_FIELDS.code) ?? ''
  const device = findWaitingDevice(entered, emulator)
  if (!device) return enterCodePage(entered, 'That code didn’t work. Check it and try again.')
  const authorization = authorizationOf(device, form, emulator)
  const scopes = parseScopes(device.scope, emulator.config)
  const finish = (_: AuthorizationRequest, session: Session) =>
    confirm(device, authorization, form.get(DEVICE_FIELDS.answer), session, emulator)
  try {
    return await interact(request, authorization, scopes, emulator, finish)
  } catch (error) {
    if (!(error instanceof EntraError) || error instanceof PageError) throw error
    if (error.number === 65004) return decline(device)
    return errorPage(error.body(request, emulator.now()))
  }
}

// The device's request, as if it had come to the authorize endpoint: an account must be picked each time.
function authorizationOf(
  { userCode, clientId, tenantId }: DeviceCode,
  form: URLSearchParams,
  { config, origin }: Emulator,
): AuthorizationRequest {
  const app = findApp(config, clientId)
  if (!app) throw new PageError(700016, clientId)
  const tenant = config.tenants.find(({ id }) => id === tenantId)
  return {
    path: DEVICE_LOGIN_PATH,
    authority: tenant ? authorityOf(tenant) : organizations('common', config),
    app,
    destination: {
      redirectUri: `${origin}${DEVICE_LOGIN_PATH}`,
      platform: 'web',
      responseMode: 'query',
      state: null,
    },
    parameters: new URLSearchParams({ [DEVICE_FIELDS.code]: userCode, prompt: 'select_account' }),
    choices: takeChoices(form, 'POST').choices,
  }
}

// The code may have been sent by somebody else, so the app is named before it gets anything.
async function confirm(
  device: DeviceCode,
  authorization: AuthorizationRequest,
  answer: string | null,
  session: Session,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  if (answer === null) return confirmDevicePage(authorization, session.user)
  if (answer !== 'continue') return decline(device)
  const { user, sessionId, multiFactor } = session
  const { clientId, scope } = device
  const { tenantId, objectId } = user
  device.grant = { tenantId, objectId, clientId, scope, sessionId, multiFactor, spa: false }
  const cookie = await sessionCookie(session, emulator)
  return deviceDonePage(
    'You’re signed in',
    `You have signed in to ${authorization.app.displayName} on your device. You may close this window.`,
    { 'set-cookie': cookie },
  )
}

function decline(device: DeviceCode): EmulatorResponse {
  device.declined = true
  return deviceDonePage('You canceled the sign-in', 'Your device is not signed in.')
}
