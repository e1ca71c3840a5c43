import { events } from './calls/events'
import { joinCall } from './calls/join'
import { leaveCall } from './calls/leave'
import { admit, reject } from './calls/lobby'
import { signal } from './calls/signal'
import { changeState } from './calls/state'
import {
  deleteEntraAssignment,
  getEntraAssignment,
  listEntraAssignments,
  patchEntraAssignments,
  putEntraAssignment,
} from './communication/entra-users/assignments'
import { exchangeEntraToken } from './communication/entra-users/exchange-entra-token'
import { createIdentity } from './communication/identities/create-identity'
import { deleteIdentity } from './communication/identities/delete-identity'
import { exchangeTeamsExtensionToken } from './communication/teams/exchange-teams-extension-token'
import { exchangeTeamsToken } from './communication/teams/exchange-teams-token'
import { issueAccessToken } from './communication/identities/issue-access-token'
import { revokeAccessTokens } from './communication/identities/revoke-access-tokens'
import { deleteAssignment, getAssignment, putAssignment } from './communication/teams/assignments'
import { watchChanges } from './control/changes'
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
import { signIn } from './control/sign-in'
import { showState } from './control/state'
import { changeUser, showUser } from './control/users'
import { adminConsent, adminConsentToRegistration } from './entra/authorize/admin-consent'
import { authorize } from './entra/authorize/authorize'
import { deviceCode } from './entra/device/device-code'
import { deviceLogin } from './entra/device/device-login'
import { discovery, instanceDiscovery, signingKeys, signingKeysOfV1 } from './entra/discovery'
import { logout } from './entra/authorize/logout'
import { appServiceToken, APP_SERVICE_PATH } from './entra/managed-identity/app-service'
import { IMDS_PATH, imdsToken } from './entra/managed-identity/imds'
import { token } from './entra/token'
import { addPassword, removePassword } from './graph/directory/application-passwords'
import {
  createApplication,
  deleteApplication,
  getApplication,
  listApplications,
  updateApplication,
} from './graph/directory/applications'
import {
  createFederatedCredential,
  deleteFederatedCredential,
  getFederatedCredential,
  listFederatedCredentials,
  updateFederatedCredential,
} from './graph/directory/federated-credentials'
import { getOrganization, listOrganization } from './graph/directory/organization'
import {
  createGrant,
  deleteGrant,
  getGrant,
  listGrants,
  updateGrant,
} from './graph/directory/permission-grants'
import { roleAssignmentEndpoints } from './graph/directory/role-assignments'
import {
  createServicePrincipal,
  deleteServicePrincipal,
  getServicePrincipal,
  listServicePrincipals,
} from './graph/directory/service-principals'
import { getByIds } from './graph/directory-objects'
import {
  createExtension,
  deleteExtension,
  getExtension,
  listExtensions,
  updateExtension,
} from './graph/extensions'
import { myLicenseDetails, userLicenseDetails } from './graph/license-details'
import { me } from './graph/me'
import { createOnlineMeeting } from './graph/online-meetings'
import { user } from './graph/user'
import { users } from './graph/users'
import { userinfo } from './graph/userinfo'
import { oidcRoutes } from './oidc/routes'
import type { Operation } from './core/operations'
import type { Route } from './core/route'

const extensions = { GET: listExtensions, POST: createExtension }
const extension = { GET: getExtension, PATCH: updateExtension, DELETE: deleteExtension }

const assignments = roleAssignmentEndpoints('appRoleAssignments')
const assignedTo = roleAssignmentEndpoints('appRoleAssignedTo')

/** Every address the emulator serves. The first match wins. */
export const routes: readonly Route[] = [
  { path: '/', GET: (request, emulator) => frontPage(request, emulator, operations()) },

  { path: '/_emulator/config', GET: showConfig },
  { path: '/_emulator/state', GET: showState },
  { path: '/_emulator/reset', POST: reset },
  { path: '/_emulator/sign', POST: signToken },
  { path: '/_emulator/sign-in', POST: signIn },
  { path: '/_emulator/check-token', POST: checkToken },
  {
    path: '/_emulator/faults',
    POST: (request, emulator) => setFault(request, emulator, operations()),
    DELETE: clearFaults,
  },
  { path: '/_emulator/requests', GET: showRequests },
  { path: '/_emulator/changes', GET: watchChanges },
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

  {
    path: '/access/entra/:exchangeAccessToken',
    operation: 'acs.exchangeEntraToken',
    crossOrigin: 'any',
    POST: exchangeEntraToken,
  },
  {
    path: '/access/entra/assignments',
    operation: 'acs.entraAssignments',
    GET: listEntraAssignments,
    PATCH: patchEntraAssignments,
  },
  {
    path: '/access/entra/assignments/{objectId}',
    operation: 'acs.entraAssignments',
    GET: getEntraAssignment,
    PUT: putEntraAssignment,
    DELETE: deleteEntraAssignment,
  },

  { path: '/v1.0/me', operation: 'graph.me', crossOrigin: 'any', GET: me },
  {
    path: '/v1.0/me/extensions',
    operation: 'graph.extensions',
    crossOrigin: 'any',
    ...extensions,
  },
  {
    path: '/v1.0/me/extensions/{name}',
    operation: 'graph.extensions',
    crossOrigin: 'any',
    ...extension,
  },
  {
    path: '/v1.0/users/{id}/extensions',
    operation: 'graph.extensions',
    crossOrigin: 'any',
    ...extensions,
  },
  {
    path: '/v1.0/users/{id}/extensions/{name}',
    operation: 'graph.extensions',
    crossOrigin: 'any',
    ...extension,
  },
  {
    path: '/v1.0/me/licenseDetails',
    operation: 'graph.licenseDetails',
    crossOrigin: 'any',
    GET: myLicenseDetails,
  },
  {
    path: '/v1.0/users/{id}/licenseDetails',
    operation: 'graph.licenseDetails',
    crossOrigin: 'any',
    GET: userLicenseDetails,
  },
  {
    path: '/v1.0/me/onlineMeetings',
    operation: 'graph.onlineMeetings',
    crossOrigin: 'any',
    POST: createOnlineMeeting,
  },
  { path: '/v1.0/users', operation: 'graph.users', crossOrigin: 'any', GET: users },
  { path: '/v1.0/users/{id}', operation: 'graph.users', crossOrigin: 'any', GET: user },
  {
    path: '/v1.0/directoryObjects/getByIds',
    operation: 'graph.getByIds',
    crossOrigin: 'any',
    POST: getByIds,
  },
  {
    path: '/v1.0/organization',
    operation: 'graph.organization',
    crossOrigin: 'any',
    GET: listOrganization,
  },
  {
    path: '/v1.0/organization/{id}',
    operation: 'graph.organization',
    crossOrigin: 'any',
    GET: getOrganization,
  },
  {
    path: '/v1.0/applications',
    operation: 'graph.applications',
    crossOrigin: 'any',
    GET: listApplications,
    POST: createApplication,
  },
  {
    path: '/v1.0/applications/{id}',
    operation: 'graph.applications',
    crossOrigin: 'any',
    GET: getApplication,
    PATCH: updateApplication,
    DELETE: deleteApplication,
  },
  {
    path: '/v1.0/applications/{id}/addPassword',
    operation: 'graph.applications',
    crossOrigin: 'any',
    POST: addPassword,
  },
  {
    path: '/v1.0/applications/{id}/removePassword',
    operation: 'graph.applications',
    crossOrigin: 'any',
    POST: removePassword,
  },
  {
    path: '/v1.0/applications/{id}/federatedIdentityCredentials',
    operation: 'graph.applications',
    crossOrigin: 'any',
    GET: listFederatedCredentials,
    POST: createFederatedCredential,
  },
  {
    path: '/v1.0/applications/{id}/federatedIdentityCredentials/{credential}',
    operation: 'graph.applications',
    crossOrigin: 'any',
    GET: getFederatedCredential,
    PATCH: updateFederatedCredential,
    DELETE: deleteFederatedCredential,
  },
  {
    path: '/v1.0/servicePrincipals',
    operation: 'graph.servicePrincipals',
    crossOrigin: 'any',
    GET: listServicePrincipals,
    POST: createServicePrincipal,
  },
  {
    path: '/v1.0/servicePrincipals/{id}',
    operation: 'graph.servicePrincipals',
    crossOrigin: 'any',
    GET: getServicePrincipal,
    DELETE: deleteServicePrincipal,
  },
  {
    path: '/v1.0/servicePrincipals/{id}/appRoleAssignments',
    operation: 'graph.appRoleAssignments',
    crossOrigin: 'any',
    GET: assignments.list,
    POST: assignments.create,
  },
  {
    path: '/v1.0/servicePrincipals/{id}/appRoleAssignments/{assignment}',
    operation: 'graph.appRoleAssignments',
    crossOrigin: 'any',
    DELETE: assignments.remove,
  },
  {
    path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo',
    operation: 'graph.appRoleAssignments',
    crossOrigin: 'any',
    GET: assignedTo.list,
    POST: assignedTo.create,
  },
  {
    path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo/{assignment}',
    operation: 'graph.appRoleAssignments',
    crossOrigin: 'any',
    DELETE: assignedTo.remove,
  },
  {
    path: '/v1.0/oauth2PermissionGrants',
    operation: 'graph.oauth2PermissionGrants',
    crossOrigin: 'any',
    GET: listGrants,
    POST: createGrant,
  },
  {
    path: '/v1.0/oauth2PermissionGrants/{id}',
    operation: 'graph.oauth2PermissionGrants',
    crossOrigin: 'any',
    GET: getGrant,
    PATCH: updateGrant,
    DELETE: deleteGrant,
  },
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

function operations(): Operation[] {
  return [...new Set(routes.flatMap(({ operation }) => operation ?? []))]
}
