import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { findBrowser } from '../scripts/browser.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const modules = join(here, '../node_modules')

// Packing builds first, with the types.
const PACKING = 60_000

const run = promisify(execFile)

let installed: string

// What `npm install` does with the packed file, without asking a registry.
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'acs-emulator-'))
  await run('npm', ['pack', '--pack-destination', folder], { cwd: here })
  const { version } = JSON.parse(await readFile(join(here, 'package.json'), 'utf8')) as {
    version: string
  }
  await run('tar', ['-xzf', `acs-emulator-${version}.tgz`], { cwd: folder })
  installed = join(folder, 'package')
  await symlink(modules, join(installed, 'node_modules'))
}, PACKING)

test('it starts as plain JavaScript, and stops on SIGTERM', async () => {
  const child = spawn(process.execPath, [join(installed, 'dist/main.js'), '--port', '0'])
  const lines = createInterface(child.stdout)
  const [line] = (await once(lines, 'line')) as [string]
  const [, url = ''] = /^Emulator ready at (\S+)$/.exec(line) ?? []
  const response = await fetch(`${url}/organizations/v2.0/.well-known/openid-configuration`)
  expect(response.status).toBe(200)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('it brings its license, its README, and nothing of tests', async () => {
  const { stdout } = await run('find', ['.', '-type', 'f'], { cwd: installed })
  const files = stdout.trim().split('\n')
  expect(files).toEqual(expect.arrayContaining(['./LICENSE', './README.md', './dist/index.d.ts']))
  expect(files.filter((file) => /\.test\.|node_modules/.test(file))).toEqual([])
})

test('it needs at most three packages', async () => {
  const { dependencies } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(3)
})

test('a program in TypeScript compiles against its types', { timeout: 60_000 }, async () => {
  const program = join(dirname(installed), 'program.mts')
  const modulesOfProgram = join(dirname(installed), 'node_modules')
  await mkdir(modulesOfProgram)
  await symlink(installed, join(modulesOfProgram, 'acs-emulator'))
  const compile = async (source: string) => {
    await writeFile(program, `import { startEmulator } from 'acs-emulator'\n${source}`)
    const tsc = join(modules, '.bin/tsc')
    const args = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', program]
    return run(tsc, args).then(
      () => '',
      (error: unknown) => String((error as { stdout?: unknown }).stdout),
    )
  }
  expect(
    await compile('const { url } = await startEmulator({ port: 0, https: true })\nurl.at(0)'),
  ).toBe('')
  expect(await compile('await startEmulator({ prot: 0 })')).toContain("'prot' does not exist")
})

// They import the package by its name: the workspace's, which packing has built.
test.each([
  ['Vitest', ['vitest', 'run', '--root', 'recipes/vitest']],
  ['node:test', ['node', '--test', 'recipes/node-test/identity.recipe.js']],
  ['Playwright', ['playwright', 'test', '--config', 'recipes/playwright']],
])(
  'the recipe for %s works as it is',
  { timeout: 60_000 },
  async (_name, [command = '', ...args]) => {
    const program = command === 'node' ? process.execPath : join(modules, '.bin', command)
    // A test runner tells its children that they are its own.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => !/^(VITEST|NODE_TEST|NODE_OPTIONS)/.test(name),
      ),
    ) as NodeJS.ProcessEnv
    await run(program, args, { cwd: here, env: { ...env, CHROMIUM: findBrowser() ?? '' } })
  },
)
