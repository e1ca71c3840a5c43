import 'server-only'
import { calculateJwkThumbprint, CompactEncrypt, compactDecrypt } from 'jose'
import { env } from '@/lib/env'

interface Key {
  id: string
  secret: Uint8Array
}

/**
 * Encrypts a session's refresh token for the database as a JWE (RFC 7516, dir + A256GCM). The
 * session id is bound into it, so that a row's token is of no use in another row.
 */
export async function encryptGrant(refreshToken: string, sessionId: string): Promise<string> {
  const [newest] = await keys()
  if (!newest) throw new Error('There is no token encryption key.')
  return new CompactEncrypt(Buffer.from(refreshToken))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: newest.id, sid: sessionId })
    .encrypt(newest.secret)
}

/**
 * The refresh token of encryptGrant, or null where it can't be read: its key was taken out of the
 * configuration, or the row isn't this session's.
 */
export async function decryptGrant(jwe: string, sessionId: string): Promise<string | null> {
  const all = await keys()
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, ({ kid }) => {
      const key = all.find(({ id }) => id === kid)
      if (!key) throw new Error(`There is no token encryption key ${String(kid)}.`)
      return key.secret
    })
    return protectedHeader.sid === sessionId ? Buffer.from(plaintext).toString('utf8') : null
  } catch {
    return null
  }
}

// A key is known by its RFC 7638 thumbprint, which gives nothing of it away.
function keys(): Promise<Key[]> {
  return Promise.all(
    env().tokenEncryptionKeys.map(async (secret) => {
      const k = Buffer.from(secret).toString('base64url')
      return { id: await calculateJwkThumbprint({ kty: 'oct', k }), secret }
    }),
  )
}
