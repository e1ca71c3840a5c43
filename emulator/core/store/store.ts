import type { SecondFactor } from '../config/config'
import type { Registration } from '../config/registration'
import type { EventStream } from '../event-stream'
import type { Fault } from '../faults'
import { type Issuance, newIssuance, revokeIssued } from '../issuance'
import type { RecordedRequest } from '../request-log'
import type { LocalCall } from './local-call'
import type {
  AccountChanges,
  Assignment,
  AuthorizationCode,
  DeviceCode,
  EntraAssignment,
  Extension,
  Identity,
  OidcCode,
  UsageWindow,
} from './records'

/** All that has happened since the emulator started. */
export interface Store {
  identities: Map<string, Identity>
  /** Who may exchange an Entra token for Teams Phone; by `assignmentKey`. */
  assignments: Map<string, Assignment>
  /** Who may exchange an Entra token for ACS; by `entraAssignmentKey`. */
  entraAssignments: Map<string, EntraAssignment>
  extensions: Extension[]
  /** Consents users and administrators gave; see entra/authorize/consent.ts for the entries. */
  consents: Set<string>
  /** Applications that Graph has registered or changed; by client id. */
  applications: Map<string, Registration>
  /** Service principals that Graph or a consent has made; by `servicePrincipalKey`. */
  servicePrincipals: Set<string>
  /** App roles that Graph has assigned to users; by `roleAssignmentKey`. */
  roleAssignments: Set<string>
  /** Entra's sessions and refresh tokens, in milliseconds. */
  grants: Issuance
  codes: Map<string, AuthorizationCode>
  deviceCodes: Map<string, DeviceCode>
  /** Codes of the other OpenID providers. */
  oidcCodes: Map<string, OidcCode>
  /** What the control API, or setting one up, has changed about users' second factors; by object id. */
  secondFactors: Map<string, SecondFactor>
  /** What the control API has changed about accounts; by object id. */
  accounts: Map<string, AccountChanges>
  /** Whether ACS's limits apply, once the control API has said so. */
  serviceLimits: boolean | undefined
  /** How much of its limits each ACS resource has used up. */
  usage: Map<string, UsageWindow>
  /** Local calls that somebody is in, by their ids. */
  calls: Map<string, LocalCall>
  faults: Fault[]
  requests: RecordedRequest[]
  /** Pages that show requests as they come. */
  watchers: Set<EventStream>
  /** Done work by operation. */
  counts: Map<string, number>
}

/** The key of an assignment in the store: one for each resource, tenant and user. */
export function assignmentKey({
  resourceId,
  tenantId,
  objectId,
}: Pick<Assignment, 'resourceId' | 'tenantId' | 'objectId'>): string {
  return `${resourceId} ${tenantId} ${objectId}`
}

/** The key of an app's service principal in a tenant. */
export function servicePrincipalKey(tenantId: string, clientId: string): string {
  return `${tenantId} ${clientId}`
}

/** The key of the assignment of an app's role to a user. */
export function roleAssignmentKey(objectId: string, clientId: string, role: string): string {
  return `${objectId} ${clientId} ${role}`
}

/** The key of an Entra user's assignment in the store: one for each resource and object id. */
export function entraAssignmentKey({
  resourceId,
  objectId,
}: Pick<EntraAssignment, 'resourceId' | 'objectId'>): string {
  return `${resourceId} ${objectId}`
}

/** The part of the store that a state file carries over a restart. */
export type PersistedState = Pick<
  Store,
  | 'identities'
  | 'assignments'
  | 'entraAssignments'
  | 'extensions'
  | 'consents'
  | 'applications'
  | 'servicePrincipals'
  | 'roleAssignments'
  | 'grants'
>

export function createStore(persisted: Partial<PersistedState> = {}): Store {
  return {
    identities: new Map(),
    assignments: new Map(),
    entraAssignments: new Map(),
    extensions: [],
    consents: new Set(),
    applications: new Map(),
    servicePrincipals: new Set(),
    roleAssignments: new Set(),
    grants: newIssuance(),
    codes: new Map(),
    deviceCodes: new Map(),
    oidcCodes: new Map(),
    secondFactors: new Map(),
    accounts: new Map(),
    serviceLimits: undefined,
    usage: new Map(),
    calls: new Map(),
    faults: [],
    watchers: new Set(),
    requests: [],
    counts: new Map(),
    ...persisted,
  }
}

/** Clears everything that happened, settings too. Sessions and refresh tokens live outside, so they are revoked. */
export function resetStore(store: Store, now: number): void {
  const { grants, watchers } = store
  revokeIssued(grants, now)
  Object.assign(store, createStore({ grants }), { watchers })
}
