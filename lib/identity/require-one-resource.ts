import 'server-only'
import { requireOwnResource } from '@/lib/communication/own-resource'
import { identityStore } from './store/configured-store'

let isChecked = false

/**
 * Throws `upstream_failed` where identities of another ACS resource are stored under this one's name:
 * a new one must not be mixed in with them. Asks the database until it has once agreed.
 */
export async function requireOneResource(): Promise<void> {
  if (isChecked) return
  for (const acsUserId of await identityStore().findExtremeIds())
    await requireOwnResource(acsUserId)
  isChecked = true
}
