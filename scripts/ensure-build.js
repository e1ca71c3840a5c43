import { createRequire } from 'node:module'
import { unlessUnchanged } from './inputs.js'
import { run } from './processes.js'

const SERVER_INPUTS = [
  'app',
  'lib',
  'package-lock.json',
  'scripts/api-routes.ts',
  'scripts/build-server.ts',
  'server',
  'tsconfig.json',
]
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
  await run(process.execPath, ['--import', 'tsx', 'scripts/generate.ts'])
  await unlessUnchanged(`${folder}/inputs.sha256`, INPUTS, async () => {
    console.log('Building…')
    const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
    await run(process.execPath, [next, 'build'], { NEXT_TELEMETRY_DISABLED: '1', ...env })
  })
  await unlessUnchanged('dist/inputs.sha256', SERVER_INPUTS, () =>
    run(process.execPath, ['--import', 'tsx', 'scripts/build-server.ts']),
  )
}

/** What package.json's `start` and `start:api` tell Node: see docs/decisions/0009-memory-and-types-at-the-edge.md. */
export const nodeFlags = ['--max-old-space-size=384', '--max-semi-space-size=4']

/**
 * What Node runs to serve the build on loopback, as `npm start` does for the world.
 * @param {string | number} port
 */
export function startArguments(port) {
  const where = ['--port', String(port), '--hostname', '127.0.0.1']
  return [...nodeFlags, 'dist/server.js', ...where]
}
