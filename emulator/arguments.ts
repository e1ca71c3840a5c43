import { parseArgs } from 'node:util'
import type { EmulatorOptions } from './server'
import { StartError } from './core/start-error'
import { parseTokenLifetimes } from './core/token-lifetimes'

export const HELP = `A local stand-in for Entra ID, ACS Identity and Microsoft Graph.

  acs-emulator [options]             from a clone: npm run emulator -- [options]

  --port N           where to listen (4010); 0 takes a free port
  --host ADDRESS     listen there in the place of loopback: 0.0.0.0 in a container; anyone who reaches it may use it
  --origin URL       what clients call it, when that isn't localhost and the port
  --https            speak https, with a development certificate that is made at the first start
  --cert FILE        speak https with a certificate of your own (PEM); with --key
  --key FILE         its private key
  --trust            print how systems and languages are told to trust the development certificate
  --state FILE       keep identities, consents and extensions over a restart
  --seed FILE        add tenants, users, apps and ACS resources (JSON; see the README)
  --service-limits   return 429 above ACS's limits, for instance 1000 tokens in 30 seconds
  --opaque-tokens    ACS tokens that can't be decoded, as Microsoft prepares them
  --tokens-ttl SPEC  seconds that access tokens live: 300 for all, or api=300,graph=61,teams=300,acs=300
  --help             this text
`

export interface Arguments {
  command: 'help' | 'start' | 'trust'
  options: EmulatorOptions
}

/** What the command line asks for. Throws a StartError that says what it doesn't understand. */
export function readArguments(argv: readonly string[]): Arguments {
  const values = parse(argv)
  const command = values.help ? 'help' : values.trust ? 'trust' : 'start'
  return { command, options: readOptions(values) }
}

function readOptions(values: ReturnType<typeof parse>): EmulatorOptions {
  const https = parseHttps(values)
  return {
    ...(values.port !== undefined && { port: parsePort(values.port) }),
    ...(values.host !== undefined && { host: values.host }),
    ...(values.origin !== undefined && { origin: parseOrigin(values.origin) }),
    ...(https !== undefined && { https }),
    ...(values.state !== undefined && { stateFile: values.state }),
    ...(values.seed !== undefined && { seedFile: values.seed }),
    ...(values['service-limits'] && { serviceLimits: true }),
    ...(values['opaque-tokens'] && { opaqueTokens: true }),
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
        host: { type: 'string' },
        origin: { type: 'string' },
        https: { type: 'boolean' },
        cert: { type: 'string' },
        key: { type: 'string' },
        trust: { type: 'boolean' },
        state: { type: 'string' },
        seed: { type: 'string' },
        'service-limits': { type: 'boolean' },
        'opaque-tokens': { type: 'boolean' },
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

function parseHttps({
  https,
  trust,
  cert,
  key,
}: ReturnType<typeof parse>): EmulatorOptions['https'] {
  if (cert !== undefined && key !== undefined) return { certificateFile: cert, keyFile: key }
  if (cert !== undefined || key !== undefined) throw new StartError('--cert and --key go together.')
  return https === true || trust === true ? true : undefined
}

/** An origin as browsers write it. */
function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text)) {
    return url.origin
  }
  throw new StartError(`--origin wants a scheme, a host and a port, not "${text}".`)
}
