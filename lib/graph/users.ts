import 'server-only'
import * as z from 'zod'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { callGraph, fetchGraph, permissionProblem, requireSuccess } from './call-graph'

const page = z.object({
  value: z.array(
    z.object({
      id: z.guid().toLowerCase(),
      extensions: z.array(z.record(z.string(), z.unknown())).default([]),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
})

/** Some of a tenant's users, each with their open extensions, and where the next are. */
export interface UserPage {
  users: z.output<typeof page>['value']
  next: string | undefined
}

const FIRST = '/v1.0/users?$select=id&$expand=extensions&$top=100'

/**
 * Lists a tenant's users with their open extensions, a page at a time, by an application's token. Throws
 * GraphTokenRefused, `consent_required` without `User.Read.All`, or an upstream problem.
 * Source: https://learn.microsoft.com/graph/api/user-list, https://learn.microsoft.com/graph/paging
 */
export async function listUsers(token: string, next = FIRST): Promise<UserPage> {
  const body = await callGraph(
    'listUsers',
    async (signal): Promise<unknown> =>
      requireSuccess(await fetchGraph(next, token, { signal })).json(),
    { isRepeatable: true, toProblem: permissionProblem },
  )
  const parsed = page.safeParse(body)
  if (!parsed.success) throw new Problem('upstream_failed', { cause: parsed.error })
  const { value: users, '@odata.nextLink': link } = parsed.data
  return { users, next: link && pathOf(link) }
}

// The token is for nobody else, whatever the link says.
function pathOf(link: string): string {
  const { graphEndpoint } = env()
  const { origin, pathname, search } = new URL(link, graphEndpoint)
  if (origin === graphEndpoint) return pathname + search
  throw new Problem('upstream_failed', { cause: new Error(`The next page is at ${origin}.`) })
}
