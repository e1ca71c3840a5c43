import * as z from 'zod'
import { findUser, type User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import type { Grant } from '../core/store/records'
import { requireActive } from './active-account'
import { EntraError } from './errors'

/** The form in which a refresh token holds a grant. */
export const grantSchema = z.object({
  tenantId: z.string(),
  objectId: z.string(),
  clientId: z.string(),
  scope: z.string(),
  sessionId: z.string(),
  multiFactor: z.boolean(),
  spa: z.boolean(),
  policy: z.string().optional(),
}) satisfies z.ZodType<Grant>

/** The account a grant is about. Throws AADSTS50034 when it is no longer there, 50057 when it is disabled. */
export function grantedUser({ tenantId, objectId }: Grant, { config, store }: Emulator): User {
  const user = findUser(config, tenantId, objectId)
  if (!user) throw new EntraError(50034, objectId)
  requireActive(user, store)
  return user
}
