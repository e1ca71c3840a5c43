import 'server-only'
import * as z from 'zod'
import { Problem } from '@/lib/errors/problem'
import { callGraph, fetchGraph, permissionProblem, requireSuccess } from './call-graph'

/** How many can be asked for at once. */
export const MOST_IDS = 1_000

/**
 * Which of these users, at most MOST_IDS, a tenant has, by an application's token; disabled accounts are
 * there, deleted ones aren't. Throws GraphTokenRefused, `consent_required` without `Directory.Read.All`, or an
 * upstream problem.
 * Source: https://learn.microsoft.com/graph/api/directoryobject-getbyids
 */
export async function findExistingUsers(
  token: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ids, types: ['user'] }),
  }
  const found = await callGraph(
    'getByIds',
    (signal) =>
      readIds(fetchGraph('/v1.0/directoryObjects/getByIds', token, { ...request, signal })),
    { isRepeatable: true, toProblem: permissionProblem },
  )
  return new Set(toIds(found))
}

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
  const found = await callGraph(
    'findUsers',
    (signal) => readIds(fetchGraph(`/v1.0/users?${query.toString()}`, token, { signal })),
    { isRepeatable: true, toProblem: (error) => permissionProblem(error, ADDRESS_PERMISSION) },
  )
  return toIds(found)
}

const ADDRESS_PERMISSION =
  'Searching by address needs Microsoft Graph’s delegated permission User.ReadBasic.All for the server app, with an administrator’s consent.'

const collection = z.object({ value: z.array(z.object({ id: z.guid().toLowerCase() })) })

async function readIds(response: Promise<Response>): Promise<unknown> {
  return requireSuccess(await response).json()
}

function toIds(body: unknown): string[] {
  const { error, data } = collection.safeParse(body)
  if (error) throw new Problem('upstream_failed', { cause: error })
  return data.value.map(({ id }) => id)
}
