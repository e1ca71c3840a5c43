import 'server-only'
import type { TokenOptions } from '@/lib/communication/users'
import type { TokenRequest } from '@/lib/contract/schemas'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'

/**
 * What a caller wants of a token, completed by the server's defaults and held to its limits. Throws
 * `invalid_request`, naming each member that asks for more than is allowed.
 */
export function tokenOptions({ scopes, expiresInMinutes }: TokenRequest = {}): TokenOptions {
  const { acs } = env()
  const minutes = expiresInMinutes ?? acs.expiresInMinutes
  const errors = [
    ...(scopes ?? [])
      .map((scope, index) => ({ scope, path: `scopes.${index}` }))
      .filter(({ scope }) => !acs.scopes.includes(scope))
      .map(({ path }) => ({ path, message: `Only ${acs.scopes.join(', ')} may be asked for.` })),
    ...(minutes > acs.maxExpiresInMinutes
      ? [{ path: 'expiresInMinutes', message: `At most ${acs.maxExpiresInMinutes} are allowed.` }]
      : []),
  ]
  if (errors.length > 0) {
    throw new Problem('invalid_request', { detail: 'The server does not allow this.', errors })
  }
  return {
    scopes: scopes ? [...new Set(scopes)].sort() : acs.scopes,
    expiresInMinutes: minutes,
  }
}
