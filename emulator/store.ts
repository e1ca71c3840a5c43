import type { AuthorizationCode } from './entra/authorization-codes'
import type { Fault } from './faults'
import { type Issuance, newIssuance, revokeIssued } from './issuance'
import type { RecordedRequest } from './request-log'

/** An ACS identity. Deleted ones stay listed; `tokens` counts in seconds. */
export interface Identity {
  id: string
  resourceId: string
  createdAt: number
  deleted: boolean
  tokensIssued: number
  tokens: Issuance
}

/** An open extension on a user, with the app that made it: Graph's limit is per app. */
export interface Extension {
  objectId: string
  appId: string
  name: string
  data: Record<string, unknown>
}

/** All that happens while the emulator runs. */
export interface Store {
  identities: Map<string, Identity>
  extensions: Extension[]
  /** Consents users gave; see entra/consent.ts for the entries. */
  consents: Set<string>
  /** Entra's sessions and refresh tokens, in milliseconds. */
  grants: Issuance
  codes: Map<string, AuthorizationCode>
  faults: Fault[]
  requests: RecordedRequest[]
  /** Done work by operation. */
  counts: Map<string, number>
}

/** The part of the store that a state file carries over a restart. */
export type Survivors = Pick<Store, 'identities' | 'extensions' | 'consents' | 'grants'>

export function createStore(survivors: Partial<Survivors> = {}): Store {
  return {
    identities: new Map(),
    extensions: [],
    consents: new Set(),
    grants: newIssuance(),
    codes: new Map(),
    faults: [],
    requests: [],
    counts: new Map(),
    ...survivors,
  }
}

/** Forgets everything that happened. Sessions and refresh tokens live outside, so they are revoked. */
export function resetStore(store: Store, now: number): void {
  const { grants } = store
  revokeIssued(grants, now)
  Object.assign(store, createStore({ grants }))
}
