import type { Caller, CallerId } from '@/lib/auth/caller'

/** Somebody who is signed in. */
export function callerNamed(subject: string, directory = 'tenant'): Caller {
  return { directory, subject, roles: [], proof: { kind: 'session', sessionId: subject } }
}

/** The columns that say whose a row is. */
export function columnsOf({ directory, subject }: CallerId): CallerId {
  return { directory, subject }
}
