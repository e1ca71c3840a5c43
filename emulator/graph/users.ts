import type { User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json } from '../core/http'
import { listUsers } from '../core/store/account-changes'
import { callerOf, requireAllUsers, requireToken } from './authenticate'
import { GraphError } from './errors'
import { userCollection } from './user-resource'

const TERM = /(mail|userPrincipalName) eq '((?:[^']|'')*)'/
const FILTER = new RegExp(`^${TERM.source}(?: or ${TERM.source})*$`)

/**
 * GET /v1.0/users: the users of the token's tenant. `$filter` takes `mail` and `userPrincipalName`,
 * each with `eq`, joined by `or`; throws 400 for any other. In pages, by `$top` and `$skiptoken`; `$skip` isn't for users.
 * Sources: https://learn.microsoft.com/graph/filter-query-parameter, https://learn.microsoft.com/graph/paging
 */
export async function users(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const claims = await requireToken(request, emulator)
  requireAllUsers(claims, callerOf(claims, emulator))
  if (request.query.has('$skip')) throw unsupported("'$skip' is not supported by the service.")
  const isWanted = readFilter(request.query.get('$filter'))
  const found = listUsers(emulator).filter((user) => user.tenantId === claims.tid && isWanted(user))
  return json(200, userCollection(found, request, emulator))
}

function readFilter(filter: string | null): (user: User) => boolean {
  if (filter === null) return () => true
  if (!FILTER.test(filter)) {
    throw unsupported(
      'The emulator filters users by mail and userPrincipalName only, with eq and or.',
    )
  }
  const terms = [...filter.matchAll(new RegExp(TERM, 'g'))].map(([, property, value = '']) => ({
    property,
    value: value.replaceAll("''", "'").toLowerCase(),
  }))
  return ({ mail, username }) =>
    terms.some(({ property, value }) =>
      property === 'mail' ? mail.toLowerCase() === value : username.toLowerCase() === value,
    )
}

function unsupported(message: string): GraphError {
  return new GraphError(400, 'Request_UnsupportedQuery', message)
}
