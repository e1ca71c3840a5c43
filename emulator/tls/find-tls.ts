import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { StartError } from '../core/start-error'
import { ensureDevelopmentCertificate } from './development-certificate'

export interface TlsOptions {
  /**
   * Speaks https: with a development certificate of its own, kept beside the state file (or in
   * `~/.acs-emulator`), or with the one in these files, in PEM.
   */
  https?: boolean | { certificateFile: string; keyFile: string }
  /** What clients call it when it isn't `localhost` and its port: `https://emulator.example`. */
  origin?: string
  stateFile?: string
  host?: string
}

export interface Tls {
  certificate: string
  key: string
  authorityFile?: string
}

const LOOPBACK = ['localhost', '127.0.0.1', '::1']
const EVERY_ADDRESS = ['0.0.0.0', '::']

/** What the server shows when it speaks https. Throws a StartError for files that are none. */
export async function findTls(options: TlsOptions): Promise<Tls | undefined> {
  const { https, origin, host, stateFile } = options
  if (!https) return undefined
  if (https !== true) return readOwn(https.certificateFile, https.keyFile)
  const folder = stateFile === undefined ? join(homedir(), '.acs-emulator') : dirname(stateFile)
  const named = origin === undefined ? [] : [new URL(origin).hostname.replace(/^\[|\]$/g, '')]
  const listening = host === undefined || EVERY_ADDRESS.includes(host) ? [] : [host]
  const hosts = [...new Set([...LOOPBACK, ...named, ...listening])]
  return ensureDevelopmentCertificate(folder, hosts, Date.now())
}

function readOwn(certificateFile: string, keyFile: string): Tls {
  try {
    const certificate = readFileSync(certificateFile, 'utf8')
    const key = readFileSync(keyFile, 'utf8')
    createSecureContext({ cert: certificate, key })
    return { certificate, key }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`${certificateFile} and ${keyFile} are no certificate and key: ${reason}.`)
  }
}
