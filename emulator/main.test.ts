import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { startTestEmulator } from './testing/emulator'

// Starting a process takes its time on a busy machine.
vi.setConfig({ testTimeout: 15_000 })

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

function run(...args: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', MAIN, ...args])
}

async function outcome(child: ChildProcess) {
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)))
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

async function firstLines(child: ChildProcess, count: number): Promise<string[]> {
  const lines: string[] = []
  if (!child.stdout) throw new Error('The child has no output.')
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (lines.length === count) break
  }
  return lines
}

test('it says where it listens, that it is local, and stops on SIGTERM with its state written', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'emulator-')), 'state.json')
  const child = run('--port', '0', '--state', file)
  const [ready, note] = await firstLines(child, 2)
  expect(ready).toMatch(/^Emulator ready at http:\/\/localhost:\d+$/)
  expect(note).toContain("not Microsoft's service")
  child.kill('SIGTERM')
  expect(await outcome(child)).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: 1, identities: [] })
})

test('a taken port ends it with one sentence and no stack', async () => {
  const { port } = await startTestEmulator()
  expect(await outcome(run('--port', String(port)))).toEqual({
    code: 1,
    stdout: '',
    stderr: `Port ${port} is taken. Stop what listens there, or choose another with --port.\n`,
  })
})

test('a broken state file ends it with its name, untouched', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'emulator-')), 'state.json')
  await writeFile(file, '{"half":')
  const { code, stderr } = await outcome(run('--port', '0', '--state', file))
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The state file .*state\.json is not one the emulator wrote\..*\n$/)
  expect(await readFile(file, 'utf8')).toBe('{"half":')
})

test('--trust makes the development certificate and says who is told of it how', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-'))
  const { code, stdout } = await outcome(run('--trust', '--state', join(folder, 'state.json')))
  expect(code).toBe(0)
  expect(stdout).toContain(`NODE_EXTRA_CA_CERTS="${join(folder, 'emulator-ca.pem')}"`)
  for (const who of [
    'Node.js',
    'Python',
    'Java',
    '.NET',
    'Windows',
    'macOS',
    'Debian',
    'Firefox',
  ]) {
    expect(stdout).toContain(who)
  }
  expect(await readFile(join(folder, 'emulator-ca.pem'), 'utf8')).toContain('BEGIN CERTIFICATE')
})

test('on another address than loopback it says what that means', async () => {
  const child = run('--port', '0', '--host', '127.0.0.1')
  const [note, , last] = await firstLines(child, 3)
  expect(note).toContain('whoever reaches this machine there can use it')
  expect(last).toBe("This is not Microsoft's service.")
  child.kill('SIGTERM')
  await outcome(child)
})

test('--help lists the options', async () => {
  const { code, stdout } = await outcome(run('--help'))
  expect(code).toBe(0)
  for (const option of ['--port', '--https', '--host', '--origin', '--state', '--seed']) {
    expect(stdout).toContain(option)
  }
})
