import 'server-only'
import { databaseStore } from './database-store'
import type { IdentityStore } from './identity-store'

/** Where mappings live: a second kind of store is chosen here, from the configuration. */
export function identityStore(): IdentityStore {
  return databaseStore
}
