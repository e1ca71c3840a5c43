import type { IncomingMessage, ServerResponse } from 'node:http'
import { createEmulator, type Emulator } from './core/emulator'
import { openEventStream } from './core/event-stream'
import { DROPPED } from './core/faults'
import { listen } from './listen'
import { samples } from './core/config/samples'
import { createStore } from './core/store/store'
import { findTls, type TlsOptions } from './tls/find-tls'
import type { TokenLifetimes } from './core/token-lifetimes'

export interface EmulatorOptions extends TlsOptions {
  /** 4010 unless given; 0 takes a free one. */
  port?: number
  /**
   * The address to listen on in the place of loopback, for containers: `0.0.0.0`. Whoever reaches it can
   * use everything here.
   */
  host?: string
  /** Keeps identities, consents and what else clients made over a restart. */
  stateFile?: string
  /** Adds tenants, users, apps and ACS resources. */
  seedFile?: string
  lifetimes?: TokenLifetimes
  /** Whether ACS's limits apply; they don't unless told so. */
  serviceLimits?: boolean
  /** Whether ACS tokens are opaque, as Microsoft prepares them; they are JWTs unless told so. */
  opaqueTokens?: boolean
  /** Milliseconds since 1970, for tests that move time. */
  now?: () => number
}

export interface RunningEmulator {
  /** The origin that issuers, endpoints and links are built on, without a slash at its end. */
  url: string
  port: number
  /** The certificate of the development CA, for clients to trust. */
  authorityFile?: string
  /** Ends all connections and writes the state file. */
  close: () => Promise<void>
}

// Only the port and the configuration are waited for: loading every endpoint takes longer.
const handler = import('./handle-request')

/** Starts an emulator. Throws a StartError for a taken port or an unusable file. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const { stateFile: file, seedFile, port: wantedPort = 4010, host, ...settings } = options
  const tls = await findTls(options)
  const config =
    seedFile === undefined ? samples : (await import('./core/config/seed')).readSeed(seedFile)
  const kept = file === undefined ? undefined : (await import('./state-file')).openStateFile(file)
  const store = createStore(kept?.persisted)

  let begin: (running: Running) => void = () => undefined
  // A request may come while the second address is still being opened.
  const begun = new Promise<Running>((resolve) => (begin = resolve))
  const { port, close } = await listen({ port: wantedPort, host, tls }, (incoming, outgoing) => {
    begun
      .then((running) => respond(incoming, outgoing, running))
      .catch((error: unknown) => {
        console.error(error)
        incoming.socket.destroy()
      })
  })

  try {
    // Only now: while the port was taken, the file may have been another emulator's.
    kept?.keep(store)
  } catch (error) {
    await close()
    throw error
  }
  const url = options.origin ?? `${tls ? 'https' : 'http'}://localhost:${port}`
  const emulator = createEmulator({ ...settings, origin: url, config, store })
  begin({ emulator, changed: () => kept?.changed() })
  return {
    url,
    port,
    ...(tls?.authorityFile !== undefined && { authorityFile: tls.authorityFile }),
    async close() {
      await close()
      kept?.close()
    },
  }
}

interface Running {
  emulator: Emulator
  /** Called after each request that may have changed something. */
  changed: () => void
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { emulator, changed }: Running,
): Promise<void> {
  const { handleRequest } = await handler
  const response = await handleRequest(incoming, emulator)
  if (incoming.method !== 'GET') changed()
  if (response === DROPPED) {
    incoming.socket.destroy()
    return
  }
  outgoing.statusCode = response.status
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) outgoing.setHeader(name, value)
  }
  if (response.open) response.open(openEventStream(outgoing))
  else outgoing.end(response.body)
}
