import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyPair } from '@/emulator/testing/assertions'
import { problemsOf as problemsOfSettings } from '@/tests/support/server/settings'
import { readEnv } from '@/lib/env'
import { certificateWithKey } from './certificate'
import { credentialRules, credentialWarnings } from './entra-credential'

const guid = '11111111-2222-4333-8444-555555555555'
const strong = 'kq8ZtD2mRvW7xYbC4nLs9GhJ5pQeF3aU6oTi'
const { certificate, privateKey } = keyPair('acs')
const pem = `${privateKey}${certificate}`
const folder = mkdtempSync(path.join(tmpdir(), 'acs-credential-'))

const production = {
  NEXTAUTH_URL: 'https://calls.contoso.com',
  NEXTAUTH_SECRET: strong,
  DATABASE_URL: 'file:acs.db',
  AZURE_AD_TENANT_ID: guid,
  AZURE_AD_CLIENT_ID: guid.replace('1', '2'),
  AZURE_AD_SPA_CLIENT_ID: guid.replace('1', '3'),
  ACS_CONNECTION_STRING: `endpoint=https://contoso.communication.azure.com/;accesskey=${strong}`,
}

function file(name: string, text: string): string {
  const written = path.join(folder, name)
  writeFileSync(written, text)
  return written
}

const problemsOf = (source: Record<string, string>) =>
  problemsOfSettings({ ...production, ...source })

const kinds = {
  secret: { AZURE_AD_CLIENT_SECRET: strong },
  certificate: { AZURE_AD_CLIENT_CERTIFICATE: pem },
  'managed-identity': {},
  'federated-token-file': { AZURE_FEDERATED_TOKEN_FILE: file('token', 'a.b.c') },
  vercel: { VERCEL: '1' },
} as const

describe('what a credential needs', () => {
  it.each(Object.entries(kinds))('is enough: %s', (AZURE_AD_CLIENT_CREDENTIAL, settings) => {
    const source = { ...production, AZURE_AD_CLIENT_CREDENTIAL, ...settings }
    expect(readEnv(source).entra.credential.kind).toBe(AZURE_AD_CLIENT_CREDENTIAL)
    expect(readEnv(source).credentials.entra).toBe(AZURE_AD_CLIENT_CREDENTIAL)
  })

  it.each([
    ['secret', 'AZURE_AD_CLIENT_SECRET', 'is missing'],
    ['certificate', 'AZURE_AD_CLIENT_CERTIFICATE', 'is missing'],
    ['federated-token-file', 'AZURE_FEDERATED_TOKEN_FILE', 'is missing'],
    [
      'vercel',
      'AZURE_AD_CLIENT_CREDENTIAL',
      'is vercel, and this is not Vercel: neither VERCEL nor VERCEL_OIDC_TOKEN is set',
    ],
    [
      'password',
      'AZURE_AD_CLIENT_CREDENTIAL',
      'must be secret, certificate, managed-identity, federated-token-file or vercel',
    ],
  ])('is asked for: %s', (AZURE_AD_CLIENT_CREDENTIAL, variable, message) => {
    expect(problemsOf({ AZURE_AD_CLIENT_CREDENTIAL })).toEqual([[variable, message]])
  })

  it('is a secret, where nothing is said', () => {
    expect(problemsOf({})).toEqual([['AZURE_AD_CLIENT_SECRET', 'is missing']])
  })

  it.each([
    ['certificate', kinds.secret, 'AZURE_AD_CLIENT_SECRET'],
    ['managed-identity', kinds.secret, 'AZURE_AD_CLIENT_SECRET'],
    ['secret', kinds.certificate, 'AZURE_AD_CLIENT_CERTIFICATE'],
    ['vercel', kinds.certificate, 'AZURE_AD_CLIENT_CERTIFICATE'],
  ] as const)('stands alone: %s', (kind, other, variable) => {
    const settings = { ...kinds[kind], ...other, AZURE_AD_CLIENT_CREDENTIAL: kind }
    expect(problemsOf(settings)).toEqual([
      [variable, expect.stringMatching(`and that is ${kind}: remove one of them$`)],
    ])
  })

  it('may have beside it what a platform sets', () => {
    const platform = { AZURE_CLIENT_ID: guid, ...kinds['federated-token-file'], ...kinds.vercel }
    expect(problemsOf({ ...kinds.secret, ...platform })).toEqual([])
  })

  it('is a file that is there', () => {
    const AZURE_FEDERATED_TOKEN_FILE = path.join(folder, 'missing')
    const settings = {
      AZURE_AD_CLIENT_CREDENTIAL: 'federated-token-file',
      AZURE_FEDERATED_TOKEN_FILE,
    }
    expect(problemsOf(settings)).toEqual([
      ['AZURE_FEDERATED_TOKEN_FILE', 'is not the path of a file that can be read'],
    ])
  })
})

describe('a managed identity’s token is asked for', () => {
  it.each([
    [undefined, 'api://AzureADTokenExchange'],
    ['https://login.microsoftonline.us', 'api://AzureADTokenExchangeUSGov'],
    ['https://login.partner.microsoftonline.cn', 'api://AzureADTokenExchangeChina'],
  ])('in the cloud of %s', (AZURE_AD_AUTHORITY_HOST, audience) => {
    const settings = { AZURE_AD_CLIENT_CREDENTIAL: 'managed-identity', AZURE_CLIENT_ID: guid }
    const { credential } = readEnv({ ...production, ...settings, AZURE_AD_AUTHORITY_HOST }).entra
    expect(credential).toEqual({ kind: 'managed-identity', clientId: guid, audience })
  })
})

describe('a certificate is read', () => {
  const other = keyPair('foreign')

  it.each([
    ['from text', pem],
    ['from text in one line', pem.replaceAll('\n', '\\n')],
    ['from a file', file('both.pem', pem)],
    ['from a chain, whichever comes first', `${other.certificate}${certificate}${privateKey}`],
  ])('%s', (_case, value) => {
    const read = certificateWithKey.parse(value)
    expect(read.certificate.toString().trim()).toBe(certificate.trim())
    expect(read.certificate.checkPrivateKey(read.privateKey)).toBe(true)
  })

  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
  const whole = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const form = { type: 'pkcs8', format: 'pem' } as const
  const broken = certificate.replace(/\n\w{10}/, '\n**********')
  it.each([
    ['is neither PEM nor the path of a file that can be read', path.join(folder, 'missing.pem')],
    ['has no certificate in PEM', privateKey],
    ['has no private key in PEM', certificate],
    ['has more than one private key', `${pem}${other.privateKey}`],
    ['has a private key that is not the certificate’s', `${other.privateKey}${certificate}`],
    ['has a certificate that can’t be read', `${broken}${privateKey}`],
    [
      'has a private key that can’t be read',
      `${certificate}${privateKey.replace(/\n[\w+/]{20}/, '\nMIIEvwIBADANBgkqhk00')}`,
    ],
    [
      'has a private key that is encrypted',
      `${certificate}${whole.export({ ...form, cipher: 'aes-256-cbc', passphrase: 'x' }).toString()}`,
    ],
    ...[ec, short].map((key) => [
      'has a private key that is not an RSA key of at least 2048 bits',
      `${certificate}${key.export(form).toString()}`,
    ]),
  ])('or refused: it %s', (message, value = '') => {
    const AZURE_AD_CLIENT_CREDENTIAL = 'certificate'
    const problems = problemsOf({ AZURE_AD_CLIENT_CREDENTIAL, AZURE_AD_CLIENT_CERTIFICATE: value })
    expect(problems).toEqual([['AZURE_AD_CLIENT_CERTIFICATE', message]])
  })
})

describe('the time of a certificate', () => {
  const read = certificateWithKey.parse(pem)
  const values = {
    AZURE_AD_CLIENT_CREDENTIAL: 'certificate' as const,
    AZURE_AD_CLIENT_CERTIFICATE: read,
  }
  const { validFrom, validTo } = read.certificate
  const days = (count: number) => count * 24 * 60 * 60 * 1000
  const messages = (now: number) => credentialRules(values, now).map(({ message }) => message)

  it('is kept', () => {
    expect(messages(Date.parse(validTo) + 1)).toEqual([
      expect.stringMatching(/^expired on 2126-10-28$/),
    ])
    expect(messages(Date.parse(validFrom) - 1)).toEqual([
      expect.stringMatching(/^is not valid before 20/),
    ])
    expect(messages(Date.parse(validTo))).toEqual([])
  })

  it('is warned of for its last 30 days', () => {
    const soon = Date.parse(validTo) - days(30)
    expect(credentialWarnings(values, soon)).toEqual([
      expect.stringMatching(/^AZURE_AD_CLIENT_CERTIFICATE expires on 2126-10-28/),
    ])
    expect(credentialWarnings(values, soon - 1)).toEqual([])
    expect(credentialWarnings({})).toEqual([])
  })
})
