import 'server-only'
import * as z from 'zod'
import { profileFieldNames, profileShape } from '@/lib/contract/profile-fields'
import { Problem } from '@/lib/errors/problem'
import { callGraph, fetchGraph, requireSuccess } from './call-graph'

const user = z.object(
  profileShape({
    optionalText: z.string().nullish().default(null),
    text: z.string(),
    texts: z
      .array(z.string())
      .nullish()
      .transform((texts) => texts ?? []),
  }),
)

/** A user as Microsoft Graph describes them; what the directory doesn't know is null. */
export type GraphUser = z.output<typeof user>

/**
 * The signed-in user's profile (GET /me). Throws GraphTokenRefused or an upstream problem.
 * Source: https://learn.microsoft.com/graph/api/user-get
 */
export async function readMe(accessToken: string): Promise<GraphUser> {
  const path = `/v1.0/me?$select=${profileFieldNames.join(',')}`
  const body = await callGraph('me', async (signal): Promise<unknown> => {
    const response = await fetchGraph(path, accessToken, { signal })
    return requireSuccess(response).json()
  })
  const parsed = user.safeParse(body)
  if (!parsed.success) throw new Problem('upstream_failed', { cause: parsed.error })
  return parsed.data
}
