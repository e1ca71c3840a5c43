import 'server-only'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { log } from '@/lib/observability/log'
import { callAcs } from './call-acs'

/** What the log says of an identity that was created in vain and could not be deleted again. */
export const ORPHANED = 'identity orphaned: delete it by hand'

/** The configured credentials open another ACS resource than the one that stored identities are of. */
export class OtherResource extends Error {
  override readonly name = 'OtherResource'
  constructor(own: string, stored: string) {
    const variable = env().acs.connectionString ? 'ACS_CONNECTION_STRING' : 'ACS_ENDPOINT'
    super(
      `${variable} points to resource ${own}, the stored identities belong to ${stored}. Point it back, or give the new resource a name of its own: ACS_RESOURCE_ID.`,
    )
  }
}

let own: string | undefined
let asking: Promise<string | undefined> | undefined

/** Learns, once per process, from an id that ACS accepted or created which resource is ours. */
export function learnResource(acsUserId: string): void {
  own ??= resourceOf(acsUserId)
}

/**
 * Throws `upstream_failed`, caused by OtherResource, where an identity is of another resource than the
 * one that the credentials open. The first time, where ACS has accepted none yet, an identity is
 * created to learn that, and deleted again. Throws an upstream problem.
 */
export async function requireOwnResource(acsUserId: string): Promise<void> {
  const stored = resourceOf(acsUserId)
  if (!stored) return
  own ??= await (asking ??= askResource().finally(() => (asking = undefined)))
  if (own && own !== stored) {
    throw new Problem('upstream_failed', { cause: new OtherResource(own, stored) })
  }
}

async function askResource(): Promise<string | undefined> {
  const user = await callAcs(
    'createIdentity',
    (client, abortSignal) => client.createUser({ abortSignal }),
    { outlivesRequest: true },
  )
  await callAcs(
    'deleteIdentity',
    (client, abortSignal) => client.deleteUser(user, { abortSignal }),
    {
      isRepeatable: true,
      outlivesRequest: true,
    },
  ).catch((err: unknown) => {
    log().error({ err, acsUserId: user.communicationUserId }, ORPHANED)
  })
  return resourceOf(user.communicationUserId)
}

// 8:acs:<the resource's GUID>_<the identity's own>.
// https://learn.microsoft.com/azure/communication-services/concepts/identifiers#raw-id-representation
function resourceOf(acsUserId: string): string | undefined {
  return /^8:acs:([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})_/i.exec(acsUserId)?.[1]?.toLowerCase()
}
