import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../tests/support/programs/free-port'
import { startProgram } from '../tests/support/programs/program'

/** A server that runs, and how long it took to its first response. */
export interface Served {
  url: string
  pid: number
  firstResponseMs: number
  stop(): Promise<void>
}

interface Command {
  /** What Node runs, told the port. */
  args: (port: number) => string[]
  env?: (url: string) => Record<string, string>
  /** What is asked for first. */
  path: string
  headers?: Record<string, string>
  /** The open file that standard output goes to; without one it is nobody's. */
  log?: number | undefined
}

/** Starts a server, and asks it until it responds as it should. */
export async function serve({ args, env, path, headers = {}, log }: Command): Promise<Served> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const startedAt = performance.now()
  const settings = { PORT: String(port), ...env?.(url) }
  const program = startProgram(args(port), settings, log ?? 'ignore')
  while (!(await isServed(`${url}${path}`, headers))) {
    if (program.process.exitCode !== null) throw new Error(program.output.join('\n'))
    await sleep(5)
  }
  const firstResponseMs = performance.now() - startedAt
  return { url, pid: program.process.pid ?? 0, firstResponseMs, stop: () => program.stop() }
}

async function isServed(url: string, headers: Record<string, string>): Promise<boolean> {
  const response = await fetch(url, { headers }).catch(() => null)
  return response?.ok ?? false
}
