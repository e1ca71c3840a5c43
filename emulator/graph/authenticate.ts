import { errors, type JWTPayload } from 'jose'
import { findUser, type User } from '../config'
import type { Emulator } from '../emulator'
import { GRAPH_SERVICE_ID, GRAPH_URI } from '../entra/resources'
import { bearerToken, type EmulatorRequest } from '../http'
import { verify } from '../keys'
import { GraphError } from './errors'

/** Who calls, through which app. */
export interface GraphCaller {
  user: User
  appId: string
  scopes: readonly string[]
}

/** The signed-in user behind a request. Throws 401 InvalidAuthenticationToken, or 400 for an app on its own. */
export async function requireCaller(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<GraphCaller> {
  const token = bearerToken(request)
  if (token === undefined) throw invalidToken('Access token is empty.')
  const claims = await verify('entra', token, emulator.now()).catch((error: unknown) => {
    throw invalidToken(explain(error))
  })
  if (!isForGraph(claims)) throw invalidToken('Access token validation failure. Invalid audience.')
  if (typeof claims.scp !== 'string') {
    throw new GraphError(
      400,
      'BadRequest',
      '/me request is only valid with delegated authentication flow.',
    )
  }
  const user = findUser(emulator.config, String(claims.tid), String(claims.oid))
  if (!user) throw invalidToken('The identity of the calling user could not be established.')
  return { user, appId: String(claims.appid), scopes: claims.scp.split(' ') }
}

/** Throws 403 unless the token carries one of the scopes. */
export function requireScope({ scopes }: GraphCaller, ...sufficient: string[]): void {
  if (sufficient.some((scope) => scopes.includes(scope))) return
  throw new GraphError(
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
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'Signature is invalid.'
  return 'IDX14100: JWT is not well formed.'
}

function invalidToken(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="${GRAPH_SERVICE_ID}"`,
  })
}
