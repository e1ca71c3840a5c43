import { z } from 'zod'
import { findUser, type User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { EntraError } from './errors'

export const grantSchema = z.object({
  tenantId: z.string(),
  objectId: z.string(),
  clientId: z.string(),
  /** The scope parameter of the request that began it; what it names counts as consented to. */
  scope: z.string(),
  sessionId: z.string(),
  /** Whether the user has shown a second factor. */
  multiFactor: z.boolean(),
  /** Whether it was given to a single-page app, by the redirect URI's registration. */
  spa: z.boolean(),
})

/** What a user let a client have: carried by codes, sealed into refresh tokens. */
export type Grant = z.infer<typeof grantSchema>

/** The account a grant is about. Throws AADSTS50034 when a new seed file no longer has it. */
export function grantedUser({ tenantId, objectId }: Grant, { config }: Emulator): User {
  const user = findUser(config, tenantId, objectId)
  if (!user) throw new EntraError(50034, objectId)
  return user
}
