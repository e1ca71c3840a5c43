/** A person, as their directory knows them: with Entra, tenant id and object id. */
export interface CallerId {
  directory: string
  subject: string
}

/** The authenticated person behind a request. */
export interface Caller extends CallerId {
  /** Their app roles, as their directory says them. */
  roles: readonly string[]
  /** How they proved it; of interest only to what acts on their behalf. */
  proof: SessionProof | { kind: 'bearer'; token: string } | { kind: 'operator' }
}

/** Somebody who isn't there: an operator acts on what is theirs, and nothing can be done on their behalf. */
export function absentCaller({ directory, subject }: CallerId): Caller {
  return { directory, subject, roles: [], proof: { kind: 'operator' } }
}

/** Whether it is somebody who isn't there. */
export function isAbsent({ proof }: Caller): boolean {
  return proof.kind === 'operator'
}

export interface SessionProof {
  kind: 'session'
  sessionId: string
  /** When the directory is to be asked again; milliseconds since 1970. Undefined without a grant. */
  renewAt?: number | undefined
}
