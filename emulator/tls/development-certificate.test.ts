import { X509Certificate } from 'node:crypto'
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureDevelopmentCertificate } from './development-certificate'

const DAY = 86_400_000
const HOSTS = ['localhost', '127.0.0.1', '::1']

function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'emulator-tls-'))
}

test('it is for every host, and its authority vouches for it alone', async () => {
  const folder = await makeFolder()
  const made = await ensureDevelopmentCertificate(
    folder,
    [...HOSTS, 'emulator.example'],
    Date.now(),
  )
  const certificate = new X509Certificate(made.certificate)
  expect(certificate.checkHost('localhost')).toBe('localhost')
  expect(certificate.checkHost('emulator.example')).toBe('emulator.example')
  expect(certificate.checkHost('elsewhere.example')).toBeUndefined()
  expect(certificate.checkIP('::1')).toBeDefined()
  expect(certificate.ca).toBe(false)
  const authority = new X509Certificate(await readFile(made.authorityFile))
  expect(authority.ca).toBe(true)
  expect(certificate.checkIssued(authority)).toBe(true)
  expect(certificate.verify(authority.publicKey)).toBe(true)
  // The only key that is kept is the server's.
  expect(await readdir(folder)).toEqual([
    'emulator-ca.pem',
    'emulator-server-key.pem',
    'emulator-server.pem',
  ])
})

test('its key is for its owner alone', async () => {
  const folder = await makeFolder()
  await ensureDevelopmentCertificate(folder, HOSTS, Date.now())
  const { mode } = await stat(join(folder, 'emulator-server-key.pem'))
  expect(mode & 0o777).toBe(0o600)
})

test('it stays the same over starts, so that it need be trusted once', async () => {
  const folder = await makeFolder()
  const first = await ensureDevelopmentCertificate(folder, HOSTS, Date.now())
  const second = await ensureDevelopmentCertificate(folder, HOSTS, Date.now() + 300 * DAY)
  expect(second).toEqual(first)
})

test.each([
  ['ends within 30 days', HOSTS, 370 * DAY],
  ['lacks a host', [...HOSTS, 'emulator.example'], 0],
])('one that %s is replaced', async (_case, hosts, later) => {
  const folder = await makeFolder()
  const first = await ensureDevelopmentCertificate(folder, HOSTS, Date.now())
  const second = await ensureDevelopmentCertificate(folder, hosts, Date.now() + later)
  expect(second.certificate).not.toBe(first.certificate)
})

test('files of two certificates are replaced, as a crash between them leaves them', async () => {
  const [folder, other] = [await makeFolder(), await makeFolder()]
  const first = await ensureDevelopmentCertificate(folder, HOSTS, Date.now())
  const { authorityFile } = await ensureDevelopmentCertificate(other, HOSTS, Date.now())
  await writeFile(first.authorityFile, await readFile(authorityFile))
  const second = await ensureDevelopmentCertificate(folder, HOSTS, Date.now())
  expect(second.certificate).not.toBe(first.certificate)
})

test('a file that is no certificate is told, and left alone', async () => {
  const folder = await makeFolder()
  const { authorityFile } = await ensureDevelopmentCertificate(folder, HOSTS, Date.now())
  await writeFile(authorityFile, 'mine')
  await expect(ensureDevelopmentCertificate(folder, HOSTS, Date.now())).rejects.toThrow(
    `The development certificate in ${folder} cannot be used`,
  )
  expect(await readFile(authorityFile, 'utf8')).toBe('mine')
})
