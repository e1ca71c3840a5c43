import type { Route } from '../core/route'
import { adminConsent, adminConsentToRegistration } from './authorize/admin-consent'
import { authorize } from './authorize/authorize'
import { logout } from './authorize/logout'
import { deviceCode } from './device/device-code'
import { deviceLogin } from './device/device-login'
import { discovery, instanceDiscovery, signingKeys, signingKeysOfV1 } from './discovery'
import { appServiceToken, APP_SERVICE_PATH } from './managed-identity/app-service'
import { IMDS_PATH, imdsToken } from './managed-identity/imds'
import { token } from './token'

/** Every address of Entra ID, and of managed identities. They begin with any segment, so that others come first. */
export const entraRoutes: readonly Route[] = [
  {
    path: '/common/discovery/instance',
    operation: 'entra.discovery',
    crossOrigin: 'any',
    GET: instanceDiscovery,
  },
  {
    path: '/{tenant}/v2.0/.well-known/openid-configuration',
    operation: 'entra.discovery',
    crossOrigin: 'any',
    GET: discovery,
  },
  {
    path: '/{tenant}/{policy}/v2.0/.well-known/openid-configuration',
    operation: 'entra.discovery',
    crossOrigin: 'any',
    GET: discovery,
  },
  {
    path: '/{tenant}/{policy}/discovery/v2.0/keys',
    operation: 'entra.keys',
    crossOrigin: 'any',
    GET: signingKeysOfV1,
  },
  {
    path: '/{tenant}/{policy}/oauth2/v2.0/authorize',
    operation: 'entra.authorize',
    GET: authorize,
    POST: authorize,
  },
  {
    path: '/{tenant}/{policy}/oauth2/v2.0/token',
    operation: 'entra.token',
    crossOrigin: 'any',
    POST: token,
  },
  {
    path: '/{tenant}/{policy}/oauth2/v2.0/logout',
    operation: 'entra.logout',
    GET: logout,
    POST: logout,
  },
  {
    path: '/{tenant}/discovery/v2.0/keys',
    operation: 'entra.keys',
    crossOrigin: 'any',
    GET: signingKeys,
  },
  {
    path: '/{tenant}/discovery/keys',
    operation: 'entra.keys',
    crossOrigin: 'any',
    GET: signingKeysOfV1,
  },
  {
    path: '/{tenant}/oauth2/v2.0/authorize',
    operation: 'entra.authorize',
    GET: authorize,
    POST: authorize,
  },
  {
    path: '/{tenant}/oauth2/v2.0/token',
    operation: 'entra.token',
    crossOrigin: 'any',
    POST: token,
  },
  { path: '/{tenant}/oauth2/v2.0/devicecode', operation: 'entra.deviceCode', POST: deviceCode },
  {
    path: '/common/oauth2/deviceauth',
    operation: 'entra.deviceLogin',
    GET: deviceLogin,
    POST: deviceLogin,
  },
  // Clients end both addresses with a slash, or don't.
  ...[APP_SERVICE_PATH, `${APP_SERVICE_PATH}/`].map((path): Route => ({
    path,
    operation: 'entra.managedIdentity',
    GET: appServiceToken,
  })),
  ...[IMDS_PATH, `${IMDS_PATH}/`].map((path): Route => ({
    path,
    operation: 'entra.managedIdentity',
    GET: imdsToken,
  })),
  {
    path: '/{tenant}/oauth2/v2.0/logout',
    operation: 'entra.logout',
    GET: logout,
    POST: logout,
  },
  {
    path: '/{tenant}/v2.0/adminconsent',
    operation: 'entra.adminConsent',
    GET: adminConsent,
    POST: adminConsent,
  },
  {
    path: '/{tenant}/adminconsent',
    operation: 'entra.adminConsent',
    GET: adminConsentToRegistration,
    POST: adminConsentToRegistration,
  },
]
