import { randomBytes } from 'node:crypto'
import type { Emulator } from '../../core/emulator'
import type { AuthorizationCode } from '../../core/store/records'
import { EntraError } from '../errors'

const LIFETIME = 10 * 60_000

/** A code for one redemption within ten minutes, about as long as Entra's. */
export function issueCode(
  details: Pick<AuthorizationCode, 'grant' | 'redirectUri' | 'nonce' | 'codeChallenge' | 'claims'>,
  { store, now }: Emulator,
): string {
  for (const [code, { expiresAt }] of store.codes) {
    // An expired one is kept as long again: its redemption should say why it fails.
    if (expiresAt + LIFETIME < now()) store.codes.delete(code)
  }
  const code = `1.A${randomBytes(600).toString('base64url')}`
  store.codes.set(code, { ...details, expiresAt: now() + LIFETIME, redeemed: false })
  return code
}

/**
 * Finds a code without using it up: a failed attempt leaves it to the rightful client.
 * Throws AADSTS9002313 for an unknown one, 54005 for a redeemed one, 70008 for an expired one.
 */
export function findCode(code: string, { store, now }: Emulator): AuthorizationCode {
  const found = store.codes.get(code)
  if (!found) throw new EntraError(9002313)
  if (found.redeemed) throw new EntraError(54005)
  if (found.expiresAt < now()) throw new EntraError(70008)
  return found
}
