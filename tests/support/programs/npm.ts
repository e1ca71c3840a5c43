import { localSettings } from '../../../scripts/local-settings.js'
import type { App } from './app'
import type { Emulator } from './emulator'
import { freePort } from './free-port'
import { type Program, startProgram } from './program'

interface Options {
  /** Whose database it shares. */
  app: App
  emulator: Emulator
  /** How long it goes on once it is told to stop; in seconds. */
  delay?: number
  settings?: Record<string, string>
}

/** Starts a server by its documented command, as a person or a platform does. */
export async function startByNpm(
  command: 'start' | 'start:api',
  { app, emulator, delay = 0, settings }: Options,
): Promise<Program & { url: string }> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const local = localSettings({
    appUrl: url,
    emulatorUrl: emulator.url,
    databaseUrl: app.databaseUrl,
    secret: 'only for tests, which is what this is for',
    emulator: emulator.config,
  })
  const npm = process.env.npm_execpath ?? ''
  const program = startProgram([npm, 'run', command, '--', '--hostname', '127.0.0.1'], {
    ...local,
    PORT: String(port),
    LOG_LEVEL: 'info',
    SHUTDOWN_DELAY: String(delay),
    ...settings,
  })
  await program.line(/"ready"/)
  return { url, ...program }
}
