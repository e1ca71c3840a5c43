import { events } from './calls/events'
import { joinCall } from './calls/join'
import { leaveCall } from './calls/leave'
import { admit, reject } from './calls/lobby'
import { signal } from './calls/signal'
import { changeState } from './calls/state'
import { createIdentity } from './communication/identities/create-identity'
import { deleteIdentity } from './communication/identities/delete-identity'
import { exchangeTeamsExtensionToken } from './communication/teams/exchange-teams-extension-token'
import { exchangeTeamsToken } from './communication/teams/exchange-teams-token'
import { issueAccessToken } from './communication/identities/issue-access-token'
import { revokeAccessTokens } from './communication/identities/revoke-access-tokens'
import { deleteAssignment, getAssignment, putAssignment } from './communication/teams/assignments'
import { checkToken } from './control/check-token'
import { advanceClock, showClock } from './control/clock'
import { showConfig } from './control/config'
import { clearFaults, setFault } from './control/faults'
import { frontPage } from './control/front-page/front-page'
import { showRequests } from './control/requests'
import { reset } from './control/reset'
import { rotateKey } from './control/rotate-key'
import { changeSettings, showSettings } from './control/settings'
import { signToken } from './control/sign'
import { showState } from './control/state'
import { changeUser, showUser } from './control/users'
import { adminConsent, adminConsentToRegistration } from './entra/authorize/admin-consent'
import { authorize } from './entra/authorize/authorize'
import { discovery, instanceDiscovery, signingKeys, signingKeysOfV1 } from './entra/discovery'
import { logout } from './entra/authorize/logout'
import { token } from './entra/token'
import { createExtension, deleteExtension, getExtension } from './graph/extensions'
import { me } from './graph/me'
import { user } from './graph/user'
import { users } from './graph/users'
import { userinfo } from './graph/userinfo'
import { oidcRoutes } from './oidc/routes'
import type { Operation } from './core/operations'
import type { Route } from './core/route'

/** Every address the emulator serves. The first match wins. */
export const routes: readonly Route[] = [
  { path: '/', GET: frontPage },

  { path: '/_emulator/config', GET: showConfig },
  { path: '/_emulator/state', GET: showState },
  { path: '/_emulator/reset', POST: reset },
  { path: '/_emulator/sign', POST: signToken },
  { path: '/_emulator/check-token', POST: checkToken },
  {
    path: '/_emulator/faults',
    POST: (request, emulator) => setFault(request, emulator, operations()),
    DELETE: clearFaults,
  },
  { path: '/_emulator/requests', GET: showRequests },
  { path: '/_emulator/settings', GET: showSettings, POST: changeSettings },
  { path: '/_emulator/clock', GET: showClock, POST: advanceClock },
  { path: '/_emulator/users/{user}', GET: showUser, POST: changeUser },
  { path: '/_emulator/rotate-key', POST: rotateKey },

  { path: '/_emulator/calls/{call}/join', crossOrigin: 'apps', POST: joinCall },
  { path: '/_emulator/calls/{call}/{participant}/events', crossOrigin: 'apps', GET: events },
  { path: '/_emulator/calls/{call}/{participant}/signal', crossOrigin: 'apps', POST: signal },
  { path: '/_emulator/calls/{call}/{participant}/state', crossOrigin: 'apps', PUT: changeState },
  { path: '/_emulator/calls/{call}/{participant}/admit', crossOrigin: 'apps', POST: admit },
  { path: '/_emulator/calls/{call}/{participant}/reject', crossOrigin: 'apps', POST: reject },
  { path: '/_emulator/calls/{call}/{participant}/leave', crossOrigin: 'apps', POST: leaveCall },

  { path: '/identities', operation: 'acs.createIdentity', POST: createIdentity },
  { path: '/identities/{id}', operation: 'acs.deleteIdentity', DELETE: deleteIdentity },
  {
    path: '/identities/{id}/:issueAccessToken',
    operation: 'acs.issueToken',
    POST: issueAccessToken,
  },
  {
    path: '/identities/{id}/:revokeAccessTokens',
    operation: 'acs.revokeTokens',
    POST: revokeAccessTokens,
  },
  {
    path: '/teamsUser/:exchangeAccessToken',
    operation: 'acs.exchangeTeamsToken',
    POST: exchangeTeamsToken,
  },
  {
    path: '/access/teamsExtension/:exchangeAccessToken',
    operation: 'acs.exchangeTeamsExtensionToken',
    crossOrigin: 'any',
    POST: exchangeTeamsExtensionToken,
  },
  {
    path: '/access/teamsExtension/tenants/{tenantId}/assignments/{objectId}',
    operation: 'acs.assignments',
    GET: getAssignment,
    PUT: putAssignment,
    DELETE: deleteAssignment,
  },

  { path: '/v1.0/me', operation: 'graph.me', crossOrigin: 'any', GET: me },
  {
    path: '/v1.0/me/extensions',
    operation: 'graph.extensions',
    crossOrigin: 'any',
    POST: createExtension,
  },
  {
    path: '/v1.0/me/extensions/{name}',
    operation: 'graph.extensions',
    crossOrigin: 'any',
    GET: getExtension,
    DELETE: deleteExtension,
  },
  { path: '/v1.0/users', operation: 'graph.users', crossOrigin: 'any', GET: users },
  { path: '/v1.0/users/{id}', operation: 'graph.users', crossOrigin: 'any', GET: user },
  {
    path: '/oidc/userinfo',
    operation: 'graph.userinfo',
    crossOrigin: 'any',
    GET: userinfo,
    POST: userinfo,
  },

  ...oidcRoutes,

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

function operations(): Operation[] {
  return [...new Set(routes.flatMap(({ operation }) => operation ?? []))]
}
