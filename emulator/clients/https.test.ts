import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { SERVER_APP_ID } from '../core/config/samples'
import { startTestEmulator } from '../testing/emulator'
import { CONTOSO, SERVER_SECRET } from '../testing/entra'

// Programs of their own, which take their time to start on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

const stateFile = join(await mkdtemp(join(tmpdir(), 'emulator-https-')), 'state.json')
const emulator = await startTestEmulator({ https: true, stateFile, now: Date.now })
const authorityFile = emulator.authorityFile ?? ''
const [resource] = emulator.config.resources
const connectionString = `endpoint=${emulator.url}/;accesskey=${resource?.accessKey ?? ''}`

function program(name: string): string {
  return fileURLToPath(new URL(`programs/${name}`, import.meta.url))
}

async function run(command: string, args: string[], env: Record<string, string> = {}) {
  const { stdout } = await promisify(execFile)(command, args, {
    env: { ...process.env, ...env },
  })
  return stdout
}

function has(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('the ACS SDK works with DefaultAzureCredential, as it is', async () => {
  const output = await run(process.execPath, [program('bearer.js'), emulator.url], {
    NODE_EXTRA_CA_CERTS: authorityFile,
    AZURE_AUTHORITY_HOST: emulator.url,
    AZURE_TENANT_ID: CONTOSO,
    AZURE_CLIENT_ID: SERVER_APP_ID,
    AZURE_CLIENT_SECRET: SERVER_SECRET,
  })
  expect(JSON.parse(output)).toEqual({
    id: expect.stringMatching(/^8:acs:ac500000-0000-4000-8000-000000000001_/) as string,
    hasToken: true,
  })
})

test.skipIf(!has('python3'))('Python signs requests with an access key', async () => {
  const output = await run('python3', [program('signature.py'), connectionString], {
    SSL_CERT_FILE: authorityFile,
  })
  expect(output).toMatch(/^201 8:acs:ac500000-0000-4000-8000-000000000001_/)
})

test.skipIf(!has('curl'))('curl trusts it by --cacert', async () => {
  const keys = `${emulator.url}/${CONTOSO}/discovery/v2.0/keys`
  const output = await run('curl', ['--silent', '--fail', '--cacert', authorityFile, keys])
  expect(JSON.parse(output)).toMatchObject({ keys: [{ kty: 'RSA' }] })
})
