import { KeyObject, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  type JsonGeneralName,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

// As long as Chromium and Apple's systems accept a server's certificate.
const DAYS = 397
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** In PEM. */
export interface Certificates {
  authority: string
  certificate: string
  key: string
}

/**
 * A certificate authority and one certificate of it for `hosts`, names and addresses. The authority's
 * own key is forgotten: whoever trusts it trusts this one certificate, and nobody can sign another.
 * With the key identifiers that strict verifiers want (RFC 5280 section 4.2.1.1; Python 3.13).
 */
export async function createCertificates(
  hosts: readonly string[],
  now: number,
): Promise<Certificates> {
  cryptoProvider.set(webcrypto as Crypto)
  const [authorityKeys, serverKeys] = [await createKeys(), await createKeys()]
  // A clock that is a little behind must not take it for not yet valid.
  const notBefore = new Date(now - 60 * 60 * 1000)
  const validity = { notBefore, notAfter: new Date(notBefore.getTime() + DAYS * 86_400_000) }
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: `CN=acs-emulator development CA ${new Date(now).toISOString().slice(0, 10)}`,
    ...validity,
    keys: authorityKeys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  })
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=acs-emulator',
    issuer: authority.subject,
    ...validity,
    publicKey: serverKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(hosts.map(alternativeName)),
      await SubjectKeyIdentifierExtension.create(serverKeys.publicKey),
      await AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  })
  return {
    authority: `${authority.toString('pem')}\n`,
    certificate: `${certificate.toString('pem')}\n`,
    key: exportKey(serverKeys.privateKey),
  }
}

function alternativeName(value: string): JsonGeneralName {
  return { type: isIP(value) === 0 ? 'dns' : 'ip', value }
}

function createKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
}

function exportKey(key: CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString()
}
