import type { JWTPayload } from 'jose'
import { findUser } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { changesOf, signInsValidFrom } from '../core/store/account-changes'
import { GRAPH_SERVICE_ID } from '../entra/tokens/resources'
import { GraphError } from './errors'

const MESSAGE =
  'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp'

/**
 * Throws a 401 with a claims challenge for a token from before its user was disabled, deleted, given a new
 * password or signed out everywhere, if the client is one that understands it (`xms_cc`). For others it is
 * good until its end. Source: entra-docs, app-resilience-continuous-access-evaluation.md, claims-challenge.md.
 */
export function requireContinuousAccess(claims: JWTPayload, emulator: Emulator): void {
  const user = findUser(emulator.config, String(claims.tid), String(claims.oid))
  if (!user || !isCapable(claims)) return
  const { disabled, deleted } = changesOf(user, emulator.store)
  const validFrom = Math.ceil(signInsValidFrom(user, emulator) / 1000)
  // Tokens are dated five minutes back.
  const isFromBefore = (claims.iat ?? 0) + 300 < validFrom
  if (!isFromBefore && !disabled && !deleted) return
  throw challenge(isFromBefore ? validFrom : Math.floor(emulator.now() / 1000))
}

function isCapable({ xms_cc: capabilities }: JWTPayload): boolean {
  return Array.isArray(capabilities) && capabilities.some((each) => /^cp1$/i.test(String(each)))
}

// The fields as they were recorded in azure-sdk-for-go, sdk/azcore, and microsoft-identity-web, CaeTests.
function challenge(notBefore: number): GraphError {
  const wanted = { access_token: { nbf: { essential: true, value: String(notBefore) } } }
  const encoded = Buffer.from(JSON.stringify(wanted)).toString('base64')
  const fields = {
    realm: '',
    authorization_uri: 'https://login.microsoftonline.com/common/oauth2/authorize',
    client_id: GRAPH_SERVICE_ID,
    error_description: MESSAGE,
    error: 'insufficient_claims',
    claims: encoded,
  }
  const text = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
  return new GraphError(401, 'InvalidAuthenticationToken', MESSAGE, {
    'www-authenticate': `Bearer ${text.join(', ')}`,
  })
}
