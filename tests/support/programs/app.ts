import { setTimeout as sleep } from 'node:timers/promises'
import { startArguments } from '../../../scripts/ensure-build.js'
import { localSettings } from '../../../scripts/local-settings.js'
import type { Emulator } from './emulator'
import { freePort } from './free-port'
import { type Program, startProgram } from './program'

/** One instance of the production build. */
export interface App {
  url: string
  databaseUrl: string
  program: Program
  stop(signal?: NodeJS.Signals): Promise<void>
}

interface AppOptions {
  emulator: Emulator
  databaseUrl: string
  port?: number
  /** Added to, or in place of, what local mode needs. */
  settings?: Record<string, string>
  /** Whether nobody reads its log. */
  isQuiet?: boolean
  /** What serves: the product's own server, unless the run is against another. */
  server?: ServerName
  /** What to wait for: that it is ready, or only that it is live. */
  until?: 'ready' | 'live'
}

/** Starts an instance and waits until it is ready, or live. */
export async function startApp(options: AppOptions): Promise<App> {
  const {
    emulator,
    databaseUrl,
    port = await freePort(),
    settings,
    isQuiet,
    server,
    until,
  } = options
  const url = `http://localhost:${port}`
  const local = localSettings({
    appUrl: url,
    emulatorUrl: emulator.url,
    databaseUrl,
    secret: 'only for tests, which is what this is for',
    emulator: emulator.config,
  })
  const program = startServer(port, { ...local, ...settings }, { isQuiet, server })
  await healthy(`${url}/api/health/${until ?? 'ready'}`, program)
  return { url, databaseUrl, program, stop: (signal) => program.stop(signal) }
}

/** Whether the tests run against `next start`, which lacks what the server of this product adds to it. */
export const isNextStart = process.env.TEST_SERVER === 'next'

/** `npm start`, or `next start`. */
type ServerName = 'npm' | 'next'

interface ServerOptions {
  isQuiet?: boolean | undefined
  server?: ServerName | undefined
}

/** Starts the production build with an environment, whatever comes of it. */
export function startServer(
  port: number,
  env: Record<string, string>,
  { isQuiet, server = isNextStart ? 'next' : 'npm' }: ServerOptions = {},
): Program {
  const nextStart = ['node_modules/next/dist/bin/next', 'start', '--port', String(port)]
  const args = server === 'next' ? nextStart : startArguments(port)
  return startProgram(args, env, isQuiet ? 'ignore' : 'pipe')
}

async function healthy(url: string, program: Program): Promise<void> {
  while (program.process.exitCode === null) {
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return
    await sleep(50)
  }
  throw new Error(`The app ended:\n${program.output.join('\n')}`)
}
