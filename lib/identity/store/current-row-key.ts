import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { env } from '@/lib/env'

/** The key of the caller's current row: tombstones have one of their own. */
export function currentRowKey({ directory, subject }: CallerId) {
  return { directory, subject, acsResource: env().acs.resource, tombstone: '' }
}
