import 'server-only'
import * as z from 'zod'
import { Problem } from '@/lib/errors/problem'
import { callGraph, fetchGraph, graphProblem, requireSuccess, statusOf } from './call-graph'

const found = z.object({ value: z.array(z.object({ id: z.guid().toLowerCase() })) })

/**
 * The object ids of the users whose email address or sign-in name this is, in the tenant of the token. Throws
 * GraphTokenRefused, `consent_required` where the token may not read other users, or an upstream problem.
 * Source: https://learn.microsoft.com/graph/api/user-list, https://learn.microsoft.com/graph/filter-query-parameter
 */
export async function findUsersByAddress(token: string, address: string): Promise<string[]> {
  const quoted = `'${address.replaceAll("'", "''")}'`
  const query = new URLSearchParams({
    $filter: `mail eq ${quoted} or userPrincipalName eq ${quoted}`,
    $select: 'id',
    $top: '50',
  })
  const body = await callGraph(
    'findUsers',
    async (signal): Promise<unknown> =>
      requireSuccess(await fetchGraph(`/v1.0/users?${query.toString()}`, token, { signal })).json(),
    { isRepeatable: true, toProblem },
  )
  const parsed = found.safeParse(body)
  if (!parsed.success) throw new Problem('upstream_failed', { cause: parsed.error })
  return parsed.data.value.map(({ id }) => id)
}

function toProblem(error: unknown): Error {
  if (statusOf(error) !== 403) return graphProblem(error)
  const detail =
    'Searching by address needs Microsoft Graph’s delegated permission User.ReadBasic.All for the server app, with an administrator’s consent.'
  return new Problem('consent_required', { detail, cause: error })
}
