import type { Destination } from '../destination/destination'

/**
 * The name under which the emulator knows a local call: `meeting:…` has a lobby, `group:…` has none.
 * The same meeting has one name, whichever form its link has; undefined for what has no local call.
 */
export function localCallId(destination: Destination): string | undefined {
  switch (destination.kind) {
    case 'meeting-link':
      return `meeting:${meetingOf(destination.link)}`
    case 'meeting-id':
      return `meeting:${destination.meetingId}`
    case 'group':
      return `group:${destination.groupId}`
    default:
      return undefined
  }
}

// A long link names the meeting's thread, a short one its id.
function meetingOf(link: string): string {
  const path = decodeURIComponent(new URL(link).pathname)
  return /19:[^/]+/.exec(path)?.[0] ?? /\d+$/.exec(path)?.[0] ?? path
}
