import type { JWTPayload } from 'jose'
import * as errors from 'jose/errors'
import { findUser, isAdministrator, type User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { GRAPH_SERVICE_ID, GRAPH_URI } from '../entra/tokens/resources'
import { bearerToken, type EmulatorRequest } from '../core/http'
import { changesOf } from '../core/store/account-changes'
import { verify } from '../core/verify'
import { requireContinuousAccess } from './continuous-access'
import { GraphError } from './errors'

/** A user who calls, through which app. */
export interface GraphCaller {
  user: User
  appId: string
  scopes: readonly string[]
}

/** The claims of the Graph token a request carries. Throws 401 InvalidAuthenticationToken. */
export async function requireToken(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<JWTPayload> {
  const { keys, now } = emulator
  const token = bearerToken(request)
  if (token === undefined) throw invalidToken('Access token is empty.')
  const claims = await verify(keys, 'entra', token, now()).catch((error: unknown) => {
    throw invalidToken(explain(error))
  })
  if (!isForGraph(claims)) {
    throw invalidToken('Access token validation failure. Invalid audience.')
  }
  requireContinuousAccess(claims, emulator)
  return claims
}

/** The user behind a token; undefined for an app on its own. Throws 401 for a user nobody knows. */
export function callerOf(claims: JWTPayload, { config, store }: Emulator): GraphCaller | undefined {
  if (typeof claims.scp !== 'string') return undefined
  const user = findUser(config, String(claims.tid), String(claims.oid))
  if (user && !changesOf(user, store).deleted)
    return { user, appId: String(claims.appid), scopes: claims.scp.split(' ') }
  throw invalidToken('The identity of the calling user could not be established.')
}

/** The signed-in user behind a request. Throws 401 InvalidAuthenticationToken, or 400 for an app on its own. */
export async function requireGraphCaller(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<GraphCaller> {
  const caller = callerOf(await requireToken(request, emulator), emulator)
  if (caller) return caller
  throw new GraphError(
    400,
    'BadRequest',
    '/me request is only valid with delegated authentication flow.',
  )
}

/** Throws 403 unless one of the granted permissions is sufficient. */
export function requirePermission(granted: readonly string[], ...sufficient: string[]): void {
  if (!sufficient.some((permission) => granted.includes(permission))) throw requestDenied()
}

/** Throws 403 unless the token may read everybody of its tenant: a user by scope, an app by role. */
export function requireAllUsers(claims: JWTPayload, caller: GraphCaller | undefined): void {
  if (caller) requirePermission(caller.scopes, 'User.ReadBasic.All', 'User.Read.All')
  else requirePermission(rolesOf(claims), 'User.Read.All')
}

/**
 * Throws 403 unless an app by itself has one of the sufficient permissions as a role, or an administrator
 * has it as a scope: a delegated token can do no more than its user.
 * Source: https://learn.microsoft.com/graph/permissions-overview, effective permissions
 */
export function requireDirectoryPermission(
  claims: JWTPayload,
  caller: GraphCaller | undefined,
  ...sufficient: string[]
): void {
  if (caller && !isAdministrator(caller.user)) throw requestDenied()
  requirePermission(caller ? caller.scopes : rolesOf(claims), ...sufficient)
}

export function rolesOf({ roles }: JWTPayload): string[] {
  return Array.isArray(roles) ? roles.map(String) : []
}

/** What Graph says to who lacks a permission. */
export function requestDenied(): GraphError {
  return new GraphError(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  )
}

// Graph takes v1.0 tokens; the claim that names the app tells the versions apart.
function isForGraph({ aud, appid }: JWTPayload): boolean {
  return appid !== undefined && (aud === GRAPH_URI || aud === GRAPH_SERVICE_ID)
}

function explain(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'Lifetime validation failed, the token is expired.'
  if (error instanceof errors.JWTClaimValidationFailed) {
    return 'Lifetime validation failed, the token is not yet valid.'
  }
  const isForeign =
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey
  return isForeign ? 'Signature is invalid.' : 'IDX14100: JWT is not well formed.'
}

function invalidToken(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="${GRAPH_SERVICE_ID}"`,
  })
}
