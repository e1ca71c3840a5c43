import cluster from 'node:cluster'
import type { RequestListener } from 'node:http'
import nextEnv from '@next/env'
import { ConfigurationError, env } from '@/lib/env'
import { log } from '@/lib/observability/log'
import { start } from '@/lib/runtime/start'
import { helpFor, type ListenOptions, readArguments, UsageError } from './arguments'
import { listen } from './listen'
import { logConsole } from './log-console'
import { stopOnSignals } from './stop'
import { isKeeper, superviseWorkers } from './workers'

/** Makes what responds to requests. */
type Create = (where: ListenOptions) => RequestListener | Promise<RequestListener>

/**
 * Runs a server, from its command line and its environment to its end, with the listener that `create`
 * makes: in one process, or in as many as WEB_CONCURRENCY says. `command` is what people type to start it.
 */
export async function run(command: string, create: Create): Promise<void> {
  try {
    const where = readArguments(process.argv.slice(2), process.env)
    if (where === 'help') process.stdout.write(helpFor(command))
    else await serve(where, create)
  } catch (error) {
    process.stderr.write(`\n${explain(error as Error)}\n\n`)
    process.exit(1)
  }
}

async function serve(where: ListenOptions, create: Create): Promise<void> {
  // Whatever the environment says, this serves the production build.
  Object.assign(process.env, { NODE_ENV: 'production' })
  nextEnv.loadEnvConfig(process.cwd(), false)
  logConsole()
  const { workers } = env()
  if (workers > 1 && cluster.isPrimary) superviseWorkers(workers)
  else await serveAlone(where, create)
}

async function serveAlone(where: ListenOptions, create: Create): Promise<void> {
  const stopWhenTold = stopOnSignals(env().shutdownDelaySeconds * 1000)
  await start({ keepsHouse: isKeeper(process.env) })
  const running = await listen(await create(where), where)
  stopWhenTold(running)
  log().info({ address: running.server.address() }, 'ready')
}

// Mistakes of who starts it need no stack.
function explain(error: Error & { code?: string }): string {
  if (error instanceof ConfigurationError || error instanceof UsageError) return error.message
  if (error.code === 'EADDRINUSE') return `${error.message}. Stop the other program, or set PORT.`
  return error.stack ?? error.message
}
