import 'server-only'
import * as z from 'zod'
import { Problem } from '@/lib/errors/problem'
import { callGraph, fetchGraph, graphProblem, requireSuccess, statusOf } from './call-graph'

/** How many can be asked for at once. */
export const MOST_IDS = 1_000

const found = z.object({ value: z.array(z.object({ id: z.guid().toLowerCase() })) })

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
  const body = await callGraph(
    'getByIds',
    async (signal): Promise<unknown> => {
      const response = await fetchGraph('/v1.0/directoryObjects/getByIds', token, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ids, types: ['user'] }),
        signal,
      })
      return requireSuccess(response).json()
    },
    { isRepeatable: true, toProblem },
  )
  const parsed = found.safeParse(body)
  if (!parsed.success) throw new Problem('upstream_failed', { cause: parsed.error })
  return new Set(parsed.data.value.map(({ id }) => id))
}

function toProblem(error: unknown): Error {
  return statusOf(error) === 403
    ? new Problem('consent_required', { cause: error })
    : graphProblem(error)
}
