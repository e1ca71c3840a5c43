import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Emulator } from '../../core/emulator'
import { isRevoked, issuedAt } from '../../core/issuance'
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
  { store, now }: Emulator,
  endsAt = now() + DAY,
): Promise<{ token: string; expiresIn: number }> {
  const expiresAt = grant.spa ? endsAt : now() + 90 * DAY
  const token = await seal({
    use: 'refresh',
    grant,
    issuedAt: issuedAt(store.grants, now()),
    expiresAt,
    filler: randomBytes(300).toString('base64url'),
  } satisfies RefreshToken & { filler: string })
  return { token, expiresIn: Math.floor((expiresAt - now()) / 1000) }
}

/**
 * Reads a refresh token of `clientId`. Throws AADSTS9002313 when it isn't one, 50173 after a reset,
 * 700084 or 700082 when its time is over.
 */
export async function openRefreshToken(
  text: string,
  clientId: string,
  { store, now }: Emulator,
): Promise<RefreshToken> {
  const token = await unseal(text, refreshTokenSchema)
  if (token?.grant.clientId !== clientId) throw new EntraError(9002313)
  if (isRevoked(store.grants, token.issuedAt)) throw new EntraError(50173)
  if (token.expiresAt <= now()) throw new EntraError(token.grant.spa ? 700084 : 700082)
  return token
}
