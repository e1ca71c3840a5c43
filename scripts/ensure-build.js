import { createRequire } from 'node:module'
import { unlessUnchanged } from './inputs.js'
import { run } from './processes.js'

const INPUTS = [
  'app',
  'components',
  'lib',
  'prisma',
  'instrumentation.ts',
  'next.config.js',
  'package-lock.json',
  'proxy.ts',
  'tsconfig.json',
]

/** Makes the production build, unless nothing it depends on has changed since the last one. */
export async function ensureBuild() {
  await run(process.execPath, ['scripts/generate.js'])
  await unlessUnchanged('.next/inputs.sha256', INPUTS, async () => {
    console.log('Building…')
    await run(process.execPath, [nextCommand(), 'build'], { NEXT_TELEMETRY_DISABLED: '1' })
  })
}

/** The file that Node runs for `next`. */
export function nextCommand() {
  return createRequire(import.meta.url).resolve('next/dist/bin/next')
}
