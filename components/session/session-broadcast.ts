/** What happened to the person's access, broadcast to this app's other tabs. */
export type SessionEvent = 'signed-out' | 'revoked'

const CHANNEL = 'acs-access'

/** Tells the other tabs. */
export function broadcast(event: SessionEvent): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(event)
  channel.close()
}

/** Calls `listener` with what other tabs broadcast; returns what stops that. */
export function onBroadcast(listener: (event: SessionEvent) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }: MessageEvent<SessionEvent>) => listener(data)
  return () => channel.close()
}
