import type { JWTPayload } from 'jose'
import type { CommunicationResource } from '../../core/config/config'
import { type Emulator, seconds } from '../../core/emulator'
import { isRevoked, issuedAt } from '../../core/issuance'
import { sign } from '../../core/keys'
import { verify } from '../../core/verify'
import type { Identity } from '../../core/store/records'
import { hideToken, revealToken } from './opaque-token'
import type { IdentityTokenOptions } from './token-options'

export interface AccessToken {
  token: string
  /** ISO 8601 with seven fraction digits and an offset, as the service writes it. */
  expiresOn: string
}

const LOCATION = { rgn: 'emea', resourceLocation: 'europe' }

/** A token for an identity: 60 to 1440 minutes as asked for, unless `--tokens-ttl` sets its life. */
export function issueIdentityToken(
  identity: Identity,
  { scopes, expiresInMinutes }: IdentityTokenOptions,
  emulator: Emulator,
): AccessToken {
  const iat = issuedAt(identity.tokens, seconds(emulator))
  const lifetime = emulator.lifetimes.acs ?? expiresInMinutes * 60
  identity.tokensIssued += 1
  const token = signToken(emulator, {
    skypeid: identity.id.replace(/^8:/, ''),
    scp: 1792,
    csi: String(iat),
    iat,
    exp: iat + lifetime,
    acsScope: scopes.join(','),
    resourceId: identity.resourceId,
    ...LOCATION,
  })
  return { token, expiresOn: formatTime(emulator.now() + lifetime * 1000) }
}

/** A token for a Teams user. It ends with the Entra token it was exchanged for. */
export function issueTeamsToken(
  entra: JWTPayload,
  { resourceId }: CommunicationResource,
  emulator: Emulator,
): AccessToken {
  const iat = seconds(emulator)
  const exp = entra.exp ?? iat
  const token = signToken(emulator, {
    skypeid: `orgid:${String(entra.oid)}`,
    scp: 1024,
    csi: String(iat),
    iat,
    exp,
    tid: entra.tid,
    acsScope: 'voip,chat',
    resourceId,
    aad_iat: String(entra.iat),
    aad_uti: entra.uti,
    aad_appid: entra.appid ?? entra.azp,
    ...LOCATION,
  })
  return { token, expiresOn: formatTime(exp * 1000) }
}

function signToken({ keys, opaqueTokens }: Emulator, claims: JWTPayload): string {
  const jwt = sign(keys, 'acs', claims)
  return opaqueTokens ? hideToken(jwt) : jwt
}

function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '0000+00:00')
}

/** Who holds a token, and with which scopes. */
export interface TokenHolder {
  /** `8:acs:…` or `8:orgid:…`. */
  id: string
  scopes: string[]
}

/**
 * Who holds a token, as the services behind ACS would ask. Undefined when it is not one of ours,
 * over, issued before a revocation, or its identity is gone.
 */
export async function checkAccessToken(
  token: string,
  { keys, store, now }: Emulator,
): Promise<TokenHolder | undefined> {
  const jwt = revealToken(token) ?? ''
  const claims = await verify(keys, 'acs', jwt, now()).catch(() => undefined)
  if (typeof claims?.skypeid !== 'string') return undefined
  const holder = { id: `8:${claims.skypeid}`, scopes: String(claims.acsScope).split(',') }
  if (holder.id.startsWith('8:orgid:')) return holder
  const identity = store.identities.get(holder.id)
  if (!identity || identity.deleted || isRevoked(identity.tokens, claims.iat ?? 0)) return undefined
  return holder
}
