import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import { requireOwnResource } from '@/lib/communication/own-resource'
import { log } from '@/lib/observability/log'
import type { ExtensionProperties } from '@/lib/graph/extensions'
import { isIdentity, whyTaken } from '../take-identity'
import { PROPERTY, readOwnExtension } from './own-extension'
import { hasEndedHere } from './remembered'

/** What Graph says of a person: their identity, nothing, or something that can't be their identity. */
export type Truth =
  | { kind: 'identity'; acsUserId: string }
  | { kind: 'nothing' }
  | { kind: 'unfit'; why: 'malformed' | 'ended' | 'of somebody else' }

/**
 * Reads what Graph says of a caller. Everybody may write their own extensions, so what stands there is taken
 * for an identity only where it isn't anybody else's. Throws `upstream_failed` where it is of another ACS
 * resource, and what reading throws. `known` needs no further look.
 */
export async function readTruth(caller: Caller, known?: string): Promise<Truth> {
  const truth = await judge(caller, await readOwnExtension(caller), known)
  if (truth.kind === 'unfit') log().warn({ why: truth.why }, 'extension not taken for a mapping')
  return truth
}

async function judge(
  caller: Caller,
  extension: ExtensionProperties | null,
  known: string | undefined,
): Promise<Truth> {
  const acsUserId = extension?.[PROPERTY]
  if (acsUserId === undefined || acsUserId === null) return { kind: 'nothing' }
  if (!isIdentity(acsUserId)) {
    return { kind: 'unfit', why: 'malformed' }
  }
  if (acsUserId === known) return { kind: 'identity', acsUserId }
  const why = hasEndedHere(acsUserId) ? 'ended' : await whyTaken(caller, acsUserId)
  if (why) return { kind: 'unfit', why }
  await requireOwnResource(acsUserId)
  return { kind: 'identity', acsUserId }
}
