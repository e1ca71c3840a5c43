import { parseArgs } from 'node:util'
import type { EmulatorOptions } from './server'
import { StartError } from './core/start-error'
import { parseTokenLifetimes } from './core/token-lifetimes'

export const HELP = `A local stand-in for Entra ID, ACS Identity and Microsoft Graph. Loopback only.

  npm run emulator -- [options]

  --port N           where to listen (4010); 0 takes a free port
  --state FILE       keep identities, consents and extensions over a restart
  --seed FILE        add tenants, users, apps and ACS resources (JSON; see emulator/README.md)
  --service-limits   return 429 above ACS's limits, for instance 1000 tokens in 30 seconds
  --tokens-ttl SPEC  seconds that access tokens live: 300 for all, or api=300,graph=61,teams=300,acs=300
  --help             this text
`

/** What the command line asks for. Throws a StartError that says what it doesn't understand. */
export function readArguments(argv: readonly string[]): EmulatorOptions | 'help' {
  const values = parse(argv)
  if (values.help) return 'help'
  return {
    ...(values.port !== undefined && { port: parsePort(values.port) }),
    ...(values.state !== undefined && { stateFile: values.state }),
    ...(values.seed !== undefined && { seedFile: values.seed }),
    ...(values['service-limits'] && { serviceLimits: true }),
    ...(values['tokens-ttl'] !== undefined && {
      lifetimes: parseTokenLifetimes(values['tokens-ttl']),
    }),
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        state: { type: 'string' },
        seed: { type: 'string' },
        'service-limits': { type: 'boolean' },
        'tokens-ttl': { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`${reason} See --help.`, { cause: error })
  }
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new StartError(`--port wants a number from 0 to 65535, not "${text}".`)
}
