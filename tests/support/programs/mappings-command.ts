import { localSettings } from '../../../scripts/local-settings.js'
import type { Emulator } from './emulator'
import { startProgram } from './program'

const COMMAND = ['--conditions=react-server', '--import', 'tsx', 'scripts/mappings/main.ts']
const GRAPH = 'https://graph.microsoft.com'
export const commandSecret = 'sample-secret-of-the-command'

/** An app, for a seed file, with permissions of Graph for itself. */
export function appWith(id: string, ...roles: string[]) {
  return {
    clientId: id,
    displayName: 'Mappings',
    clientSecret: commandSecret,
    redirectUris: {},
    consentedRoles: roles.map((role) => `${GRAPH}/${role}`),
  }
}

/** `npm run mappings` against a local cloud, as an app of its own. */
export function mappingsCommand(
  emulator: Emulator,
  databaseUrl: string,
  settings: Record<string, string> = {},
) {
  const local = localSettings({
    appUrl: 'http://localhost:3000',
    emulatorUrl: emulator.url,
    databaseUrl,
    secret: 'only for tests, which is what this is for',
    emulator: emulator.config,
  })
  const start = (...args: string[]) =>
    startProgram([...COMMAND, ...args], {
      ...local,
      AZURE_AD_CLIENT_SECRET: commandSecret,
      ...settings,
    })
  return {
    start,
    /** Runs it to its end: the exit code, what it reported, and its lines of JSON. */
    async run(...args: string[]) {
      const program = start(...args)
      await program.ended
      const isJson = (line: string) => line.startsWith('{')
      return {
        code: program.process.exitCode,
        said: program.output.filter((line) => !isJson(line)).join('\n'),
        lines: program.output
          .filter(isJson)
          .map((line) => JSON.parse(line) as Record<string, unknown>),
      }
    },
  }
}
