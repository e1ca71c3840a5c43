/** What happened to the person's access, told to this app's other tabs. */
export type Announcement = 'signed-out' | 'revoked'

const CHANNEL = 'acs-access'

/** Tells the other tabs. */
export function announce(announcement: Announcement): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(announcement)
  channel.close()
}

/** Calls `listener` with what other tabs announce; the answer stops that. */
export function onAnnouncement(listener: (announcement: Announcement) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }: MessageEvent<Announcement>) => listener(data)
  return () => channel.close()
}
