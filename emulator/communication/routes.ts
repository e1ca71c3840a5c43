import type { Route } from '../core/route'
import {
  deleteEntraAssignment,
  getEntraAssignment,
  listEntraAssignments,
  patchEntraAssignments,
  putEntraAssignment,
} from './entra-users/assignments'
import { exchangeEntraToken } from './entra-users/exchange-entra-token'
import { createIdentity } from './identities/create-identity'
import { deleteIdentity } from './identities/delete-identity'
import { issueAccessToken } from './identities/issue-access-token'
import { revokeAccessTokens } from './identities/revoke-access-tokens'
import { deleteAssignment, getAssignment, putAssignment } from './teams/assignments'
import { exchangeTeamsExtensionToken } from './teams/exchange-teams-extension-token'
import { exchangeTeamsToken } from './teams/exchange-teams-token'

/** Every address of ACS Identity. */
export const communicationRoutes: readonly Route[] = [
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
]
