import { createHash, X509Certificate } from 'node:crypto'
import type { ProtectedHeaderParameters } from 'jose'
import type { App } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { EntraError } from '../errors'
import type { Authority } from '../tenants'
import { type ClientAssertion, verifyAssertion } from './verify-assertion'

/**
 * An assertion that the app has signed with the key of one of its certificates; the header has its
 * thumbprint. Source: entra-docs, certificate-credentials.md. It may be used until it ends: MSAL does.
 */
export async function verifyCertificateAssertion(
  { text, header, claims }: ClientAssertion,
  app: App,
  authority: Authority,
  emulator: Emulator,
): Promise<void> {
  if (claims.sub !== claims.iss) throw new EntraError(50048)
  if (String(claims.iss).toLowerCase() !== app.clientId) throw new EntraError(700021)
  const { publicKey, validFrom, validTo } = findCertificate(header, app)
  const now = emulator.now()
  if (now < Date.parse(validFrom) || now > Date.parse(validTo)) {
    throw new EntraError(700027, 'The key is not within its valid time range.')
  }
  await verifyAssertion(text, publicKey, ['aud', 'exp', 'jti'], emulator)
  const [audience = ''] = [claims.aud].flat()
  if (!audiences(authority, emulator).includes(audience)) throw new EntraError(700023, audience)
}

function findCertificate(header: ProtectedHeaderParameters, { certificates }: App) {
  if (header.x5t === undefined && header['x5t#S256'] === undefined) {
    throw new EntraError(50027, 'its header has no thumbprint of a certificate.')
  }
  const found = certificates
    .map((pem) => new X509Certificate(pem))
    .find(({ raw }) => {
      const thumbprint = (hash: string) => createHash(hash).update(raw).digest('base64url')
      return header['x5t#S256'] === thumbprint('sha256') || header.x5t === thumbprint('sha1')
    })
  if (!found) throw new EntraError(700027, 'The key was not found.')
  return found
}

// The token endpoint, or the issuer, whichever of its names the tenant is called by.
function audiences({ segment, tenant }: Authority, { origin }: Emulator): string[] {
  const names = tenant ? [segment, tenant.id, tenant.domain] : [segment]
  return names.flatMap((name) => [`${origin}/${name}/oauth2/v2.0/token`, `${origin}/${name}/v2.0`])
}
