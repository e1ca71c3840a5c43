import type { Caller } from '@/lib/auth/caller'
import { databaseStore } from '@/lib/identity/store/database-store'
import { graphStore } from '@/lib/identity/store/graph-store'
import type { IdentityStore } from '@/lib/identity/store/identity-store'
import { callerNamed } from './callers'
import type { LocalCloud } from './local-cloud'

/** What the app is configured with where a file tests all of them: what each needs. */
export const settings = { IDENTITY_STORE: 'graph' }

/** A store, and how somebody signs in whose mapping it can keep. */
export interface TestedStore {
  store: IdentityStore
  signIn: (username: string, cloud: LocalCloud) => Promise<Caller>
}

/** Every store of mappings: what IdentityStore promises is proved of each. */
export const stores: [name: string, tested: TestedStore][] = [
  [
    'the database',
    { store: databaseStore, signIn: (username) => Promise.resolve(callerNamed(username)) },
  ],
  ['Microsoft Graph', { store: graphStore, signIn: signInAt }],
]

/** Somebody of the sample tenant, on whose behalf Graph can be asked. */
export async function signInAt(username: string, { emulator }: LocalCloud): Promise<Caller> {
  const token = await emulator.apiToken(username)
  const { objectId } = emulator.user(username)
  const directory = emulator.config.tenantId
  return { directory, subject: objectId, roles: [], proof: { kind: 'bearer', token } }
}
