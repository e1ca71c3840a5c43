import { type Signaling, type SignalingEvent, SignalingError } from './signaling'

interface Listener {
  handle: (event: SignalingEvent) => void
  interrupted: () => void
  /** There is no way back: the emulator refused, or is gone. */
  lost: (error: unknown) => void
}

const PAUSE_MS = 1_000
const ATTEMPTS = 10

/** Passes on a call's events until `stop`; reconnects after interruptions. */
export async function followEvents(
  signaling: Signaling,
  stop: AbortSignal,
  { handle, interrupted, lost }: Listener,
): Promise<void> {
  for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
    try {
      for await (const event of signaling.events(stop)) {
        attempts = 0
        handle(event)
      }
    } catch (error) {
      if (error instanceof SignalingError && !stop.aborted) {
        lost(error)
        return
      }
    }
    if (stop.aborted) return
    interrupted()
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  if (!stop.aborted) lost(undefined)
}
