import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { type App, findUser } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { isRevoked, issuedAt } from '../../core/issuance'
import { refreshTokensValidFrom, signInsValidFrom } from '../../core/store/account-changes'
import type { Grant } from '../../core/store/records'
import { EntraError } from '../errors'
import { grantSchema } from '../grant'
import { seal, unseal } from './sealed'

const DAY = 24 * 60 * 60_000

const refreshTokenSchema = z.object({
  use: z.literal('refresh'),
  grant: grantSchema,
  issuedAt: z.number(),
  expiresAt: z.number(),
})

export type RefreshToken = z.infer<typeof refreshTokenSchema>

/**
 * A refresh token that carries its grant, about as long as Entra's. It lives 90 days; a single-page
 * app's lives 24 hours, and so do all that follow from it, together: `endsAt` hands the end on.
 */
export async function issueRefreshToken(
  grant: Grant,
  emulator: Emulator,
  endsAt = emulator.now() + DAY,
): Promise<{ token: string; expiresIn: number }> {
  const { config, store, now } = emulator
  const user = findUser(config, grant.tenantId, grant.objectId)
  const expiresAt = grant.spa ? endsAt : now() + 90 * DAY
  const token = await seal({
    use: 'refresh',
    grant,
    issuedAt: Math.max(issuedAt(store.grants, now()), user ? signInsValidFrom(user, emulator) : 0),
    expiresAt,
    filler: randomBytes(300).toString('base64url'),
  } satisfies RefreshToken & { filler: string })
  return { token, expiresIn: Math.floor((expiresAt - now()) / 1000) }
}

/**
 * Reads a refresh token of an app. Throws AADSTS9002313 when it isn't one, 50173 when it was revoked,
 * 700084 or 700082 when its time is over.
 */
export async function openRefreshToken(
  text: string,
  app: App,
  emulator: Emulator,
): Promise<RefreshToken> {
  const { config, store, now } = emulator
  const token = await unseal(text, refreshTokenSchema)
  if (token?.grant.clientId !== app.clientId) throw new EntraError(9002313)
  const { grant } = token
  const isPublic = grant.spa || app.clientSecret === undefined
  const user = findUser(config, grant.tenantId, grant.objectId)
  const validFrom = user ? refreshTokensValidFrom(user, isPublic, emulator) : 0
  if (isRevoked(store.grants, token.issuedAt) || token.issuedAt < validFrom) {
    throw new EntraError(50173)
  }
  if (token.expiresAt <= now()) throw new EntraError(grant.spa ? 700084 : 700082)
  return token
}
