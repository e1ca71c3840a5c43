import 'server-only'
import { requireOwnResource } from '@/lib/communication/own-resource'
import { findExtremeIds } from './store/stored-ids'

let isChecked = false

/**
 * Throws `upstream_failed` where identities of another ACS resource are stored under this one's name:
 * a new one must not be mixed in with them. Asks the database until it has once agreed.
 */
export async function requireOneResource(): Promise<void> {
  if (isChecked) return
  for (const acsUserId of await findExtremeIds()) await requireOwnResource(acsUserId)
  isChecked = true
}
