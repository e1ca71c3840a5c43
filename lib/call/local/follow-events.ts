import { type Signalling, type SignallingEvent, SignallingRefusal } from './signaling'

interface Listener {
  take: (event: SignallingEvent) => void
  interrupted: () => void
  /** There is no way back: by the emulator's refusal, or because it is gone. */
  lost: (error: unknown) => void
}

const PAUSE_MS = 1_000
const ATTEMPTS = 10

/** Hands on a call's events until `stop`; comes back after interruptions. */
export async function followEvents(
  signalling: Signalling,
  stop: AbortSignal,
  { take, interrupted, lost }: Listener,
): Promise<void> {
  for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
    try {
      for await (const event of signalling.events(stop)) {
        attempts = 0
        take(event)
      }
    } catch (error) {
      if (error instanceof SignallingRefusal && !stop.aborted) {
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
