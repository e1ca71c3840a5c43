import { timingSafeEqual } from 'node:crypto'
import type { App } from '../core/config/config'
import { EntraError } from './errors'

/** Throws AADSTS7000222 for a secret that is no longer good, 7000215 for any other that is not. */
export function requireSecret(secret: string, app: App): void {
  const { clientId, clientSecret, otherSecrets = [], expiredSecrets = [] } = app
  const isGiven = (known: string | undefined) => known !== undefined && isEqual(secret, known)
  if (expiredSecrets.some(isGiven)) throw new EntraError(7000222, clientId)
  if (![clientSecret, ...otherSecrets].some(isGiven)) throw new EntraError(7000215)
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
