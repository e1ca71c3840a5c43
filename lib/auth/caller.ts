/** A person, as their directory knows them: with Entra, tenant id and object id. */
export interface CallerId {
  directory: string
  subject: string
}

/** The authenticated person behind a request. */
export interface Caller extends CallerId {
  /** How they proved it; of interest only to what acts on their behalf. */
  proof: { kind: 'session'; sessionId: string } | { kind: 'bearer'; token: string }
}
