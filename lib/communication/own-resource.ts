import 'server-only'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { log } from '@/lib/observability/log'
import { acsProblem } from './acs-error'
import { callOnce, callRepeatable } from './call-acs'
import { identityClient } from './client'

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
  try {
    const user = await callOnce('createIdentity', async (abortSignal) =>
      (await identityClient()).createUser({ abortSignal }),
    )
    await callRepeatable('deleteIdentity', async (abortSignal) =>
      (await identityClient()).deleteUser(user, { abortSignal }),
    ).catch((err: unknown) => {
      const acsUserId = user.communicationUserId
      log().error({ err, acsUserId }, 'identity orphaned: delete it by hand')
    })
    return resourceOf(user.communicationUserId)
  } catch (error) {
    throw acsProblem(error)
  }
}

// 8:acs:<the resource's GUID>_<the identity's own>.
// https://learn.microsoft.com/azure/communication-services/concepts/identifiers#raw-id-representation
function resourceOf(acsUserId: string): string | undefined {
  return /^8:acs:([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})_/i.exec(acsUserId)?.[1]?.toLowerCase()
}
