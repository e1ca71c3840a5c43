import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { EntraCredential } from '@/lib/env/entra-credential'

type Certificate = Extract<EntraCredential, { kind: 'certificate' }>

/**
 * An assertion about the app itself for one token endpoint, signed with the certificate's key: PS256, and the
 * certificate by its SHA-256 thumbprint. It is good for five minutes.
 * Source: https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function certificateAssertion(
  { certificate, privateKey }: Certificate,
  clientId: string,
  tokenEndpoint = '',
): Promise<string> {
  const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url')
  return new SignJWT()
    .setProtectedHeader({ typ: 'JWT', alg: 'PS256', 'x5t#S256': thumbprint })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenEndpoint)
    .setJti(randomUUID())
    .setIssuedAt()
    .setNotBefore('0 seconds')
    .setExpirationTime('5 minutes')
    .sign(privateKey)
}
