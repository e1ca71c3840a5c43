import type { LocalCall } from '../calls/local-call'
import type { Assignment } from '../communication/teams/assignments'
import type { UsageWindow } from '../communication/service-limits'
import type { SecondFactor } from './config/config'
import type { AuthorizationCode } from '../entra/authorize/authorization-codes'
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
  /** Who may exchange an Entra token for Teams Phone; by resource, tenant and user. */
  assignments: Map<string, Assignment>
  extensions: Extension[]
  /** Consents users and administrators gave; see entra/consent.ts for the entries. */
  consents: Set<string>
  /** Entra's sessions and refresh tokens, in milliseconds. */
  grants: Issuance
  codes: Map<string, AuthorizationCode>
  /** What the control API, or setting one up, has changed about users' second factors; by object id. */
  secondFactors: Map<string, SecondFactor>
  /** Whether ACS's limits apply, once the control API has said so. */
  serviceLimits: boolean | undefined
  /** How much of its limits each ACS resource has used up. */
  usage: Map<string, UsageWindow>
  /** Local calls that somebody is in, by their ids. */
  calls: Map<string, LocalCall>
  faults: Fault[]
  requests: RecordedRequest[]
  /** Done work by operation. */
  counts: Map<string, number>
}

/** The part of the store that a state file carries over a restart. */
export type Survivors = Pick<
  Store,
  'identities' | 'assignments' | 'extensions' | 'consents' | 'grants'
>

export function createStore(survivors: Partial<Survivors> = {}): Store {
  return {
    identities: new Map(),
    assignments: new Map(),
    extensions: [],
    consents: new Set(),
    grants: newIssuance(),
    codes: new Map(),
    secondFactors: new Map(),
    serviceLimits: undefined,
    usage: new Map(),
    calls: new Map(),
    faults: [],
    requests: [],
    counts: new Map(),
    ...survivors,
  }
}

/** Forgets everything that happened, settings too. Sessions and refresh tokens live outside, so they are revoked. */
export function resetStore(store: Store, now: number): void {
  const { grants } = store
  revokeIssued(grants, now)
  Object.assign(store, createStore({ grants }))
}
