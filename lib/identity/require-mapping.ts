import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { Problem } from '@/lib/errors/problem'
import { findMapping, type Mapping } from './store/mapping-store'

/** The caller's mapping. Throws `mapping_not_found`. */
export async function requireMapping(caller: CallerId): Promise<Mapping> {
  const mapping = await findMapping(caller)
  if (!mapping) throw new Problem('mapping_not_found')
  return mapping
}
