import { consentKey, readConsent, roleConsentKey } from '../../core/store/consents'
import type { Store } from '../../core/store/store'

/** Lets consents follow an API to another identifier URI. */
export function renameConsents(from: string, to: string, { consents }: Store): void {
  if (from === to) return
  for (const key of [...consents]) {
    const { principalId, clientId, permission, isRole } = readConsent(key)
    if (!permission.startsWith(`${from}/`)) continue
    const renamed = `${to}${permission.slice(from.length)}`
    consents.delete(key)
    consents.add((isRole ? roleConsentKey : consentKey)(principalId, clientId, renamed))
  }
}

/** Forgets what an app was granted, by users or for tenants, as far as `isWanted` says so. */
export function forgetConsentsOf(
  clientId: string,
  isWanted: (principalId: string) => boolean,
  { consents }: Store,
): void {
  for (const key of [...consents]) {
    const consent = readConsent(key)
    if (consent.clientId === clientId && isWanted(consent.principalId)) consents.delete(key)
  }
}
