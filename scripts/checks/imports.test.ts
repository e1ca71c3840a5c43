import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import config, { emulatorLayers, layers } from '../../.dependency-cruiser.js'

/** An import for each rule that nobody may write: the rule, who imports, and what. */
const plants: [rule: string, from: string, to: string][] = [
  ...Object.entries(layers).map(([name, known]): [string, string, string] => {
    const other = Object.keys(layers).find((one) => one !== name && !known.includes(one))
    return [`lib/${name}`, `lib/${name}/planted.ts`, `lib/${String(other)}/target.ts`]
  }),
  ['lib without a name', 'lib/planted.ts', 'lib/env/target.ts'],
  ['app', 'scripts/planted.ts', 'app/target.ts'],
  ['components', 'components/planted.ts', 'lib/db/target.ts'],
  ['to components', 'lib/call/planted-component.ts', 'components/target.ts'],
  ['to server', 'app/planted.ts', 'server/target.ts'],
  ['to tools', 'server/planted.ts', 'emulator/target.ts'],
  ['emulator', 'emulator/planted.ts', 'lib/env/target.ts'],
  ...Object.keys(emulatorLayers).map((name): [string, string, string] => [
    `emulator/${name}`,
    `emulator/${name}/planted.ts`,
    'emulator/testing/target.ts',
  ]),
  ['emulator without a name', 'emulator/newcomer/planted.ts', 'emulator/core/target.ts'],
  ['cycle', 'bench/planted.ts', 'bench/target.ts'],
]

let root = ''
let violations: IViolation[] = []

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'imports-'))
  for (const [, from, to] of plants) {
    await write(to, 'export type Target = string\n')
    // A type's import counts as any other.
    const specifier = path.relative(path.dirname(from), to).replace(/^(?!\.)/, './')
    await write(from, `import type { Target } from '${specifier}'\nexport type Own = Target\n`)
  }
  await write('bench/target.ts', "export type { Own as Target } from './planted'\n")
  violations = await violationsIn(root)
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function write(file: string, text: string) {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true })
  await writeFile(path.join(root, file), text)
}

async function violationsIn(baseDir: string): Promise<IViolation[]> {
  const { forbidden, options } = config
  const { output } = await cruise(['.'], {
    ...options,
    ...(forbidden && { ruleSet: { forbidden } }),
    validate: true,
    baseDir,
  })
  return (output as ICruiseResult).summary.violations
}

it.each(plants)('%s: %s may not import %s', (rule, from) => {
  const broken = violations.filter((one) => one.from === from).map((one) => one.rule.name)
  expect(new Set(broken)).toEqual(new Set([rule]))
})

it('every rule has an import that breaks it', () => {
  const rules = config.forbidden?.map(({ name }) => name)
  expect(plants.map(([rule]) => rule).sort()).toEqual(rules?.sort())
})
