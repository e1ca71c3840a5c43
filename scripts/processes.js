import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const STOP_WITHIN_MS = 8_000

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set()

/**
 * Starts a program; its output is shown.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env] added to this process's own
 */
export function start(program, args, env) {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/**
 * Runs a program to its end. Throws where it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env] added to this process's own
 */
export async function run(program, args, env) {
  const [code] = await once(start(program, args, env), 'exit')
  if (code !== 0) throw new Error(`This failed: ${[program, ...args].join(' ')}`)
}

/** Stops what was started and still runs, and waits until it is gone. */
export async function stopAll() {
  await Promise.all(
    [...children].map(async (child) => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
      await gone
      clearTimeout(timer)
    }),
  )
}

/**
 * The JSON at an address, once its server is up. Throws where it doesn't come up within a minute.
 * @param {string} url
 */
export async function waitForJson(url) {
  for (let attempt = 0; attempt < 600; attempt++) {
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return response.json()
    await sleep(100)
  }
  throw new Error(`${url} does not respond.`)
}

/**
 * Whether nobody listens on a port of this machine.
 * @param {number} port
 */
export async function isPortFree(port) {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

/** A port of this machine that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  server.close()
  return port
}
