import type { Caller } from '@/lib/auth/caller'
import type { PendingOperation } from '../pending/pending-operation'

/** One caller's ACS identity on this app's ACS resource. */
export interface Mapping {
  id: string
  acsUserId: string
  /** Tokens of an earlier generation are not to be handed out again. */
  tokenGeneration: number
  /** Whether ACS may still revoke what it issues now. */
  isRevoking: boolean
  /** Whether ACS says that the identity isn't this resource's. */
  isUnusable: boolean
}

/** The right to create the identity of one caller, until the lease runs out. */
export interface Claim {
  id: string
  token: string
}

/**
 * Where mappings live: the one that is configured is chosen in configured-store.ts. Everything throws
 * `upstream_unavailable` while the store can't be reached. A store that is asked on the caller's behalf throws
 * `interaction_required`, `consent_required` and upstream problems, too; it does what it can for a caller who isn't
 * there, as where an operator acts.
 */
export interface IdentityStore {
  /** The caller's mapping, or null; a claim is not a mapping. */
  findMapping: (caller: Caller) => Promise<Mapping | null>
  /**
   * Claims the creation of the caller's identity until `until`: null while a mapping or somebody's live
   * claim is there. A claim whose lease has run out is taken over, and so is one that is dated further
   * ahead than a lease can reach: the clock it was made by is wrong.
   */
  claimMapping: (caller: Caller, until: Date) => Promise<Claim | null>
  /** Turns a claim into a mapping; null where the claim was taken over or is gone. */
  completeClaim: (caller: Caller, claim: Claim, acsUserId: string) => Promise<Mapping | null>
  /**
   * Enqueues the deletion of an identity that was created for a claim and is of no use, and gives the claim up
   * where it is still held.
   */
  discardIdentity: (caller: Caller, claim: Claim, acsUserId: string) => Promise<PendingOperation>
  /** Gives a claim up, so that the next caller needn't wait for its lease. */
  releaseClaim: (caller: Caller, claim: Claim) => Promise<void>
  /**
   * Marks a mapping's identity as unusable, as ACS doesn't know it, or as usable again. There is no caller
   * where a revocation that was enqueued finds that out.
   */
  setUnusable: (
    caller: Caller | null,
    mapping: Pick<Mapping, 'id' | 'acsUserId'>,
    isUnusable: boolean,
  ) => Promise<void>
  /**
   * Ends a person's mapping and enqueues, in the same step, the deletion of its identity; null where
   * there was none. With `id`, only that mapping is ended. Where it throws, the mapping may have ended.
   */
  endMapping: (caller: Caller, id?: string) => Promise<PendingOperation | null>
  /**
   * Begins a new generation of tokens, so that none of the earlier ones is handed out again, and
   * enqueues the revocation of those; null without a mapping.
   */
  invalidateTokens: (caller: Caller) => Promise<PendingOperation | null>
  /**
   * The first and the last of the stored ids of this ACS resource, in their order; none without any. As
   * the resource's GUID begins an id, both have the same where all of them have.
   */
  findExtremeIds: () => Promise<string[]>
  /** How many there are of each kind that is never deleted automatically, of all resources. */
  countIdentities: () => Promise<Record<string, number>>
  /** Deletes up to `limit` claims that nobody came back to, and returns how many. */
  deleteAbandonedClaims: (limit: number) => Promise<number>
}
