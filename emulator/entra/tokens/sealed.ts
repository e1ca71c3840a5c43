import { createHash } from 'node:crypto'
import { jwtDecrypt } from 'jose/jwt/decrypt'
import { EncryptJWT } from 'jose/jwt/encrypt'
import type { z } from 'zod'

const KEY = createHash('sha256').update('emulator-sample-seal-not-for-production').digest()

/** Encrypts a small value: opaque to whoever holds it, readable after a restart. */
export async function seal(value: Record<string, unknown>): Promise<string> {
  return new EncryptJWT(value).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(KEY)
}

/** What was sealed, if the text is whole and holds what `schema` says; otherwise undefined. */
export async function unseal<T>(text: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    const { payload } = await jwtDecrypt(text, KEY)
    return schema.safeParse(payload).data
  } catch {
    return undefined
  }
}
