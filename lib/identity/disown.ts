import 'server-only'
import type { IdentityNotOwned } from '@/lib/communication/acs-error'
import { Problem } from '@/lib/errors/problem'
import { setUnusable } from './store/mapping-store'

/**
 * Notes that ACS disowned a mapping's identity, so that the next POST /api/user replaces it, and
 * throws `identity_unusable`.
 */
export async function disown(mappingId: string, cause: IdentityNotOwned): Promise<never> {
  await setUnusable(mappingId, true)
  throw new Problem('identity_unusable', { cause })
}
