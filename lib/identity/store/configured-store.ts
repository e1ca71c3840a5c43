import 'server-only'
import { env } from '@/lib/env'
import { databaseStore } from './database-store'
import { graphStore } from './graph-store'
import type { IdentityStore } from './identity-store'

const stores: Record<ReturnType<typeof env>['identityStore'], IdentityStore> = {
  database: databaseStore,
  graph: graphStore,
}

/** Where mappings live, as configured. */
export function identityStore(): IdentityStore {
  return stores[env().identityStore]
}
