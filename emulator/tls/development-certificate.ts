import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { StartError } from '../core/start-error'

/** What a server shows, in PEM, and where its authority's certificate is for those who must trust it. */
export interface DevelopmentCertificate {
  certificate: string
  key: string
  authorityFile: string
}

const SPARE_DAYS = 30

/**
 * The development certificate that is kept in `folder`. Where there is none, where it doesn't cover
 * every one of `hosts` or ends within 30 days, another takes its place and must be trusted anew. Throws
 * a StartError when the folder can't be used.
 */
export async function ensureDevelopmentCertificate(
  folder: string,
  hosts: readonly string[],
  now: number,
): Promise<DevelopmentCertificate> {
  const file = (name: string) => join(folder, `emulator-${name}.pem`)
  const files = { authority: file('ca'), certificate: file('server'), key: file('server-key') }
  try {
    if (!isUsable(files, hosts, now)) {
      // Loaded only where it is needed: an ordinary start reads three files.
      const { createCertificates } = await import('./create-certificates')
      const { authority, certificate, key } = await createCertificates(hosts, now)
      mkdirSync(folder, { recursive: true })
      write(files.key, key)
      write(files.certificate, certificate)
      write(files.authority, authority)
    }
    const [certificate, key] = [read(files.certificate), read(files.key)]
    return { certificate, key, authorityFile: files.authority }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The development certificate in ${folder} cannot be used: ${reason}.`, {
      cause: error,
    })
  }
}

function isUsable(
  files: Record<'authority' | 'certificate' | 'key', string>,
  hosts: readonly string[],
  now: number,
): boolean {
  if (!Object.values(files).every((file) => existsSync(file))) return false
  const certificate = new X509Certificate(read(files.certificate))
  const authority = new X509Certificate(read(files.authority))
  return (
    // Three files of two makings don't fit: a crash came between them.
    certificate.verify(authority.publicKey) &&
    certificate.checkPrivateKey(createPrivateKey(read(files.key))) &&
    Date.parse(certificate.validTo) > now + SPARE_DAYS * 86_400_000 &&
    hosts.every((host) => covers(certificate, host))
  )
}

function covers(certificate: X509Certificate, host: string): boolean {
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined
}

function read(file: string): string {
  return readFileSync(file, 'utf8')
}

// A key is its owner's alone, also while it is written.
function write(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, text, { mode: 0o600 })
  renameSync(temporary, file)
}
