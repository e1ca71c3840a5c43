// `npm run test:package`: packs the emulator, installs it into an empty folder as its users do, and times from
// `npx acs-emulator` to a token, on each supported version of Node.js.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { CommunicationIdentityClient } from '@azure/communication-identity'
import { median } from '../bench/percentile'

const VERSIONS = [20, 22, 24]
const RUNS = 5

const folder = mkdtempSync(path.join(tmpdir(), 'acs-emulator-'))
const npm = (cwd: string, ...args: string[]) =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: 'pipe',
  })

try {
  npm('emulator', 'pack', '--pack-destination', folder)
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''
  const rows = []
  for (const version of VERSIONS) rows.push(await measure(version, packed))
  console.table(Object.fromEntries(rows))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measure(version: number, packed: string) {
  const home = path.join(folder, String(version))
  mkdirSync(home)
  writeFileSync(path.join(home, 'package.json'), '{}')
  const binary = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  npm(home, 'install', path.join(folder, packed), `${binary}@${version}`)
  // Before all others in the path: what npx runs says `env node`.
  const nodeFolder = path.join(home, 'node_modules', binary, 'bin')
  const env = { ...process.env, PATH: [nodeFolder, process.env.PATH].join(path.delimiter) }
  const release = execFileSync('node', ['--version'], { env }).toString().trim()
  const milliseconds: number[] = []
  for (let run = 0; run < RUNS; run++) milliseconds.push(await timeToToken(home, env))
  return [release, { 'ms to a token': Math.round(median(milliseconds)) }] as const
}

async function timeToToken(cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now()
  const child = spawn('npx', ['acs-emulator', '--port', '0'], { cwd, env, detached: true })
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
    const [, url = ''] = /ready at (\S+)/.exec(line) ?? []
    const response = await fetch(`${url}/_emulator/config`)
    const { acs } = (await response.json()) as { acs: { connectionString: string }[] }
    const client = new CommunicationIdentityClient(acs[0]?.connectionString ?? '', {
      allowInsecureConnection: true,
    })
    await client.createUserAndToken(['voip'])
    return performance.now() - started
  } finally {
    // The whole group: npx is between us and the program.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    await once(child, 'exit')
  }
}
