import { parseArgs } from 'node:util'

/** What a command's options are. */
export const helpFor = (command: string) => `The production server: ${command} -- [options]

  --port N           where to listen (PORT, otherwise 3000)
  --hostname NAME    on which address (all of them)
  --help             this text
`

/** Where to listen; without a hostname on all addresses. */
export interface ListenOptions {
  port: number
  hostname?: string
}

/** A command line that can't be understood; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What the command line and PORT ask for. Throws UsageError. */
export function readArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ListenOptions | 'help' {
  const { help, port, hostname } = parse(argv)
  if (help) return 'help'
  return {
    port: parsePort(port ?? environment.PORT ?? '3000'),
    ...(hostname !== undefined && { hostname }),
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string', short: 'p' },
        hostname: { type: 'string', short: 'H' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message} See --help.`, { cause: error })
  }
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new UsageError(`A port is a number from 0 to 65535, not “${text}”.`)
}
