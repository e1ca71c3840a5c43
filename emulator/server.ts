import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerRequest } from './answer-request'
import type { Emulator } from './emulator'
import { DROPPED } from './faults'
import { listenOnLoopback } from './listen'
import { samples } from './samples'
import { readSeed } from './seed'
import { keepState, readState, type StateFile } from './state-file'
import { createStore } from './store'
import type { TokenLifetimes } from './token-lifetimes'

export interface EmulatorOptions {
  /** 4010 unless given; 0 takes a free one. */
  port?: number
  stateFile?: string
  seedFile?: string
  lifetimes?: TokenLifetimes
  /** Milliseconds since 1970, for tests that move time. */
  now?: () => number
}

export interface RunningEmulator {
  url: string
  port: number
  /** Ends all connections and writes the state file. */
  close: () => Promise<void>
}

/** Starts an emulator on loopback. Throws a StartError for a taken port or an unusable file. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const { stateFile: file, now = Date.now } = options
  const config = options.seedFile ? readSeed(options.seedFile) : samples
  const store = createStore(file ? readState(file) : {})

  const { port, close } = await listenOnLoopback((incoming, outgoing) => {
    respond(incoming, outgoing, emulator, stateFile).catch((error: unknown) => {
      console.error(error)
      incoming.socket.destroy()
    })
  }, options.port ?? 4010)

  const origin = `http://localhost:${port}`
  const emulator: Emulator = { origin, config, store, lifetimes: options.lifetimes ?? {}, now }
  let stateFile: StateFile | undefined
  try {
    // Only now: while the port was taken, the file may have been another emulator's.
    if (file) stateFile = keepState(file, store)
  } catch (error) {
    await close()
    throw error
  }

  return {
    url: origin,
    port,
    async close() {
      await close()
      stateFile?.close()
    },
  }
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  emulator: Emulator,
  stateFile: StateFile | undefined,
): Promise<void> {
  const answer = await answerRequest(incoming, emulator)
  if (incoming.method !== 'GET') stateFile?.changed()
  if (answer === DROPPED) {
    incoming.socket.destroy()
    return
  }
  outgoing.statusCode = answer.status
  outgoing.setHeaders(new Map(Object.entries(answer.headers)))
  outgoing.end(answer.body)
}
