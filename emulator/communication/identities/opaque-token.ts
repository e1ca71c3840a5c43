import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const KEY = createHash('sha256').update('emulator-sample-opaque-token-not-for-production').digest()
const CIPHER = 'aes-256-gcm'
const [IV_LENGTH, TAG_LENGTH] = [12, 16]

/**
 * The token that stands for a JWT and shows nothing of it, as Microsoft prepares them
 * (azure-sdk-for-js #39156). It outlives a restart, as the JWT does.
 */
export function hideToken(jwt: string): string {
  const iv = randomBytes(IV_LENGTH)
  const cipher = createCipheriv(CIPHER, KEY, iv)
  const hidden = Buffer.concat([cipher.update(jwt, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url')
}

/** The JWT that a token stands for: itself, where it isn't opaque. Undefined for one that nobody issued. */
export function revealToken(token: string): string | undefined {
  if (token.includes('.')) return token
  const bytes = Buffer.from(token, 'base64url')
  const [iv, tag] = [
    bytes.subarray(0, IV_LENGTH),
    bytes.subarray(IV_LENGTH, IV_LENGTH + TAG_LENGTH),
  ]
  if (tag.length < TAG_LENGTH) return undefined
  try {
    const decipher = createDecipheriv(CIPHER, KEY, iv, { authTagLength: TAG_LENGTH })
    decipher.setAuthTag(tag)
    const hidden = bytes.subarray(IV_LENGTH + TAG_LENGTH)
    return decipher.update(hidden, undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}
