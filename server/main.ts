// The production server, which `npm start` runs: it owns the socket, and Next.js serves what is behind it.
import type { RequestListener } from 'node:http'
import nextEnv from '@next/env'
import { ConfigurationError, env } from '@/lib/env'
import { withConnection } from '@/lib/http/client/connection'
import { log } from '@/lib/observability/log'
import { HELP, type ListenOptions, readArguments, UsageError } from './arguments'
import { listen } from './listen'
import { logConsole } from './log-console'
import { recordResponse } from './record-response'
import { stopOnSignals } from './stop'

try {
  const where = readArguments(process.argv.slice(2), process.env)
  if (where === 'help') process.stdout.write(HELP)
  else await start(where)
} catch (error) {
  process.stderr.write(`\n${explain(error as Error)}\n\n`)
  process.exit(1)
}

async function start(where: ListenOptions): Promise<void> {
  // Whatever the environment says, this serves the production build.
  Object.assign(process.env, { NODE_ENV: 'production' })
  nextEnv.loadEnvConfig(process.cwd(), false)
  const stopWhenTold = stopOnSignals(env().shutdownDelaySeconds * 1000)
  logConsole()
  const running = await listen(await nextHandler(where), where)
  stopWhenTold(running)
  log().info({ address: running.server.address() }, 'ready')
}

async function nextHandler(where: ListenOptions): Promise<RequestListener> {
  // Loaded here: it takes NODE_ENV and the console as it finds them.
  const { default: next } = await import('next')
  const app = next({ dev: false, ...where })
  await app.prepare()
  const handle = app.getRequestHandler()
  return (request, response) => {
    recordResponse(request, response)
    const { remoteAddress } = request.socket
    void withConnection({ remoteAddress }, () => handle(request, response))
  }
}

// Mistakes of who starts it need no stack.
function explain(error: Error & { code?: string }): string {
  if (error instanceof ConfigurationError || error instanceof UsageError) return error.message
  if (error.code === 'EADDRINUSE') return `${error.message}. Stop the other program, or set PORT.`
  return error.stack ?? error.message
}
