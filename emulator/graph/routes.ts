import type { Route } from '../core/route'
import { getByIds } from './directory-objects'
import { addPassword, removePassword } from './directory/application-passwords'
import {
  createApplication,
  deleteApplication,
  getApplication,
  listApplications,
  updateApplication,
} from './directory/applications'
import {
  createFederatedCredential,
  deleteFederatedCredential,
  getFederatedCredential,
  listFederatedCredentials,
  updateFederatedCredential,
} from './directory/federated-credentials'
import { getOrganization, listOrganization } from './directory/organization'
import {
  createGrant,
  deleteGrant,
  getGrant,
  listGrants,
  updateGrant,
} from './directory/permission-grants'
import { roleAssignmentEndpoints } from './directory/role-assignments'
import {
  createServicePrincipal,
  deleteServicePrincipal,
  getServicePrincipal,
  listServicePrincipals,
} from './directory/service-principals'
import {
  createExtension,
  deleteExtension,
  getExtension,
  listExtensions,
  updateExtension,
} from './extensions'
import { myLicenseDetails, userLicenseDetails } from './license-details'
import { me } from './me'
import { createOnlineMeeting } from './online-meetings'
import { user } from './user'
import { userinfo } from './userinfo'
import { users } from './users'

const extensions = { GET: listExtensions, POST: createExtension }
const extension = { GET: getExtension, PATCH: updateExtension, DELETE: deleteExtension }

const assignments = roleAssignmentEndpoints('appRoleAssignments')
const assignedTo = roleAssignmentEndpoints('appRoleAssignedTo')

/** Every address of Microsoft Graph. */
export const graphRoutes: readonly Route[] = [
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
]
