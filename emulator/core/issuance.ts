/**
 * Orders issuing and revoking on one clock. The clock may stand still between the two, so a
 * revocation falls after everything issued, and what is issued next falls after the revocation.
 */
export interface Issuance {
  lastIssued: number
  validFrom: number
}

export function newIssuance(): Issuance {
  return { lastIssued: 0, validFrom: 0 }
}

/** The time to write into something issued now: `now`, or a tick later if a revocation requires it. */
export function issuedAt(issuance: Issuance, now: number): number {
  issuance.lastIssued = Math.max(now, issuance.validFrom)
  return issuance.lastIssued
}

export function revokeIssued(issuance: Issuance, now: number): void {
  issuance.validFrom = Math.max(now, issuance.lastIssued + 1)
}

export function isRevoked(issuance: Issuance, issued: number): boolean {
  return issued < issuance.validFrom
}
