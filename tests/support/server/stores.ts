import type { Caller } from '@/lib/auth/caller'
import { databaseStore } from '@/lib/identity/store/database-store'
import type { IdentityStore } from '@/lib/identity/store/identity-store'
import { callerNamed } from './callers'
import type { LocalCloud } from './local-cloud'

/** A store, and how somebody signs in whose mapping it can keep. */
interface TestedStore {
  store: IdentityStore
  signIn: (username: string, cloud: LocalCloud) => Promise<Caller>
}

/** Every store of mappings: what IdentityStore promises is proved of each. */
export const stores: [name: string, tested: TestedStore][] = [
  [
    'the database',
    { store: databaseStore, signIn: (username) => Promise.resolve(callerNamed(username)) },
  ],
]
