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

/**
 * Makes the production build, unless nothing it depends on has changed since the last one.
 * @param {string} [folder] where it goes
 * @param {Record<string, string>} [env] what makes it another build
 */
export async function ensureBuild(folder = '.next', env) {
  await run(process.execPath, ['scripts/generate.js'])
  await unlessUnchanged(`${folder}/inputs.sha256`, INPUTS, async () => {
    console.log('Building…')
    await run(process.execPath, [nextCommand(), 'build'], { NEXT_TELEMETRY_DISABLED: '1', ...env })
  })
}

/**
 * What Node runs to serve the build on loopback, as `npm start` does for the world.
 * @param {string | number} port
 */
export function startArguments(port) {
  const where = ['--port', String(port), '--hostname', '127.0.0.1']
  return ['--max-old-space-size=384', nextCommand(), 'start', ...where]
}

function nextCommand() {
  return createRequire(import.meta.url).resolve('next/dist/bin/next')
}
