import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import { processorMs } from './processor'

// Until it has computed for 0.4 s, however busy the machine is.
const BUSY = 'while (process.cpuUsage().user < 400_000);'
const WAIT = "console.log('done'); process.stdin.resume()"

let program: ChildProcess | undefined
afterEach(() => program?.kill())

/** The processor time of a program that waits, once it has printed that it is done. */
async function processorMsOf(source: string): Promise<number> {
  program = spawn(process.execPath, ['-e', source], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(program.stdout!, 'data')
  return processorMs(program.pid!)
}

it.skipIf(process.platform !== 'linux')(
  'counts what a process has used, and its children',
  async () => {
    const idle = await processorMsOf(WAIT)
    program?.kill()
    const child = JSON.stringify(BUSY + WAIT)
    const withChild = await processorMsOf(
      `require('node:child_process').spawn(process.execPath, ['-e', ${child}], { stdio: 'inherit' })`,
    )
    expect(withChild).toBeGreaterThan(idle + 200)
  },
)
