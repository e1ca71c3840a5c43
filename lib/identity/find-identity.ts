import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { findMapping } from './store/mapping-store'

/** The caller's ACS identity, or null. Throws `upstream_unavailable`. */
export async function findIdentity(caller: CallerId): Promise<string | null> {
  return (await findMapping(caller))?.acsUserId ?? null
}
