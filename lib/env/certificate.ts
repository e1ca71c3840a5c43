import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as z from 'zod'

/** A certificate with the private key that belongs to it. */
export interface CertificateWithKey {
  certificate: X509Certificate
  privateKey: KeyObject
}

const LEAST_BITS = 2048

/**
 * Reads a certificate and its private key in PEM: the text itself, in which `\n` may stand for the end of a
 * line, or the path of a file. Of a chain it takes the certificate that the key belongs to.
 */
export const certificateWithKey = z.string().transform((value, context): CertificateWithKey => {
  try {
    return parse(value.includes('-----BEGIN ') ? value.replaceAll('\\n', '\n') : readFile(value))
  } catch (error) {
    const message = error instanceof Malformed ? error.message : 'is malformed'
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
})

class Malformed extends Error {}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Malformed('is neither PEM nor the path of a file that can be read')
  }
}

function parse(pem: string): CertificateWithKey {
  const certificates = blocks(pem, 'CERTIFICATE').map(readCertificate)
  if (certificates.length === 0) throw new Malformed('has no certificate in PEM')
  const privateKey = readKey(blocks(pem, '(?:\\w+ )?PRIVATE KEY'))
  const certificate = certificates.find((each) => each.checkPrivateKey(privateKey))
  if (!certificate) throw new Malformed('has a private key that is not the certificate’s')
  return { certificate, privateKey }
}

function blocks(pem: string, label: string): string[] {
  const block = new RegExp(`-----BEGIN (${label})-----[^-]+-----END \\1-----`, 'g')
  return [...pem.matchAll(block)].map(([text]) => text)
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw new Malformed('has a certificate that can’t be read')
  }
}

function readKey([pem, another]: string[]): KeyObject {
  if (pem === undefined) throw new Malformed('has no private key in PEM')
  if (another !== undefined) throw new Malformed('has more than one private key')
  if (pem.includes('ENCRYPTED')) throw new Malformed('has a private key that is encrypted')
  const key = tryKey(pem)
  // Entra takes assertions by RSA alone: entra-docs, certificate-credentials.md.
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  if (type !== 'rsa' || (details?.modulusLength ?? 0) < LEAST_BITS) {
    throw new Malformed(`has a private key that is not an RSA key of at least ${LEAST_BITS} bits`)
  }
  return key
}

function tryKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    throw new Malformed('has a private key that can’t be read')
  }
}
