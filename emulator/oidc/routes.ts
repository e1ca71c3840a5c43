import type { Route } from '../core/route'
import { oidcAuthorize } from './authorize'
import { oidcDiscovery, oidcKeys } from './discovery'
import { oidcEndSession } from './end-session'
import { oidcToken } from './token'
import { oidcUserinfo } from './userinfo'

/** Every address of the OpenID providers beside Entra. */
export const oidcRoutes: readonly Route[] = [
  {
    path: '/oidc/{provider}/.well-known/openid-configuration',
    operation: 'oidc.discovery',
    crossOrigin: 'any',
    GET: oidcDiscovery,
  },
  { path: '/oidc/{provider}/jwks', operation: 'oidc.keys', crossOrigin: 'any', GET: oidcKeys },
  {
    path: '/oidc/{provider}/authorize',
    operation: 'oidc.authorize',
    GET: oidcAuthorize,
    POST: oidcAuthorize,
  },
  { path: '/oidc/{provider}/token', operation: 'oidc.token', crossOrigin: 'any', POST: oidcToken },
  {
    path: '/oidc/{provider}/userinfo',
    operation: 'oidc.userinfo',
    crossOrigin: 'any',
    GET: oidcUserinfo,
    POST: oidcUserinfo,
  },
  {
    path: '/oidc/{provider}/logout',
    operation: 'oidc.logout',
    GET: oidcEndSession,
    POST: oidcEndSession,
  },
]
