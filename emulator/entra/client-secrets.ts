import { isSameSecret } from '../core/client-credentials'
import type { App } from '../core/config/config'
import { EntraError } from './errors'

/** Throws AADSTS7000222 for a secret that is no longer good, 7000215 for any other that is not. */
export function requireSecret(secret: string, app: App): void {
  const { clientId, clientSecret, otherSecrets = [], expiredSecrets = [] } = app
  const isGiven = (known: string | undefined) => known !== undefined && isSameSecret(secret, known)
  if (expiredSecrets.some(isGiven)) throw new EntraError(7000222, clientId)
  if (![clientSecret, ...otherSecrets].some(isGiven)) throw new EntraError(7000215)
}
