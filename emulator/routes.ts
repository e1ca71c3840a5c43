import { createIdentity } from './communication/create-identity'
import { deleteIdentity } from './communication/delete-identity'
import { exchangeTeamsExtensionToken } from './communication/exchange-teams-extension-token'
import { exchangeTeamsToken } from './communication/exchange-teams-token'
import { issueAccessToken } from './communication/issue-access-token'
import { revokeAccessTokens } from './communication/revoke-access-tokens'
import { showConfig } from './control/config'
import { clearFaults, setFault } from './control/faults'
import { showRequests } from './control/requests'
import { reset } from './control/reset'
import { signToken } from './control/sign'
import { showState } from './control/state'
import { authorize } from './entra/authorize'
import { discovery } from './entra/discovery'
import { instanceDiscovery } from './entra/instance-discovery'
import { logout } from './entra/logout'
import { signingKeys } from './entra/signing-keys'
import { token } from './entra/token'
import { frontPage } from './front-page'
import { createExtension } from './graph/create-extension'
import { deleteExtension } from './graph/delete-extension'
import { getExtension } from './graph/get-extension'
import { me } from './graph/me'
import { user } from './graph/user'
import type { Endpoint } from './http'
import type { Operation } from './operations'

export const METHODS = ['GET', 'POST', 'DELETE'] as const

export interface Route extends Partial<Record<(typeof METHODS)[number], Endpoint>> {
  /** `{name}` is any one segment; everything else is taken literally, colons too. */
  path: string
  /** What faults, counts and the request log call it. The control API has none. */
  operation?: Operation
  /** Pages of any origin may call it, as they may call Entra's. */
  crossOrigin?: true
}

/** Every address the emulator answers. The first match wins. */
export const routes: readonly Route[] = [
  { path: '/', GET: frontPage },

  { path: '/_emulator/config', GET: showConfig },
  { path: '/_emulator/state', GET: showState },
  { path: '/_emulator/reset', POST: reset },
  { path: '/_emulator/sign', POST: signToken },
  { path: '/_emulator/faults', POST: setFault, DELETE: clearFaults },
  { path: '/_emulator/requests', GET: showRequests },

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
    POST: exchangeTeamsExtensionToken,
  },

  { path: '/v1.0/me', operation: 'graph.me', GET: me },
  { path: '/v1.0/me/extensions', operation: 'graph.extensions', POST: createExtension },
  {
    path: '/v1.0/me/extensions/{name}',
    operation: 'graph.extensions',
    GET: getExtension,
    DELETE: deleteExtension,
  },
  { path: '/v1.0/users/{id}', operation: 'graph.users', GET: user },

  {
    path: '/common/discovery/instance',
    operation: 'entra.discovery',
    crossOrigin: true,
    GET: instanceDiscovery,
  },
  {
    path: '/{tenant}/v2.0/.well-known/openid-configuration',
    operation: 'entra.discovery',
    crossOrigin: true,
    GET: discovery,
  },
  {
    path: '/{tenant}/discovery/v2.0/keys',
    operation: 'entra.keys',
    crossOrigin: true,
    GET: signingKeys,
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
    crossOrigin: true,
    POST: token,
  },
  {
    path: '/{tenant}/oauth2/v2.0/logout',
    operation: 'entra.logout',
    GET: logout,
    POST: logout,
  },
]
