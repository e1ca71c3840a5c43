/** Where a call goes. */
export type Destination =
  | { kind: 'meeting-link'; link: string }
  | { kind: 'meeting-id'; meetingId: string; passcode: string }
  | { kind: 'group'; groupId: string }
  | { kind: 'teams-user'; objectId: string }
  | { kind: 'echo' }

/** The name of Microsoft's echo bot: it repeats what it hears. */
export const ECHO_BOT = '8:echo123'

/** Whether others can be in the call before one comes, and may let one wait. */
export function isMeeting({ kind }: Destination): boolean {
  return kind === 'meeting-link' || kind === 'meeting-id'
}
