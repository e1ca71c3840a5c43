import { readMeetingLink } from './meeting-link'
import { type Destination, ECHO_BOT } from './destination'

/** What a person's text was recognised as, in words, or what is missing or wrong with it. */
export type Recognition =
  | { kind: 'empty' }
  | { kind: 'recognised'; destination: Destination; says: string }
  | { kind: 'needs-passcode'; meetingId: string; says: string }
  /** A GUID may name a group call or a person: only who typed it knows. */
  | { kind: 'ambiguous'; id: string; says: string }
  /** Whose address it is, the directory knows. */
  | { kind: 'needs-person'; address: string; says: string }
  | { kind: 'refused'; reason: string }

/** What the person says beside the text. */
export interface Hints {
  passcode?: string
  guid?: 'group' | 'teams-user'
  /** Who was found by an address. */
  person?: Person
}

/** Somebody of the person's own organisation, found by their address. */
export interface Person {
  address: string
  objectId: string
  name: string
}

const GUID = /^\{?([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})\}?$/i
const NO_ONE = '00000000-0000-0000-0000-000000000000'
const URL_IN_TEXT = /https?:\/\/[^\s<>"']+/gi
const MEETING_ID = /^\d{9,15}$/
const INVITED_ID = /meeting id\D{0,3}([\d ]{9,24})/i
const INVITED_PASSCODE = /passcode:?\s*(\S{4,20})/i

/** Says what a text names: a meeting, a group call, a person, the echo bot. Pure. */
export function recogniseDestination(text: string, hints: Hints = {}): Recognition {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'empty' }
  return (
    readLinks(trimmed) ??
    readPerson(trimmed, hints) ??
    readGuid(trimmed, hints) ??
    readMeetingId(trimmed, hints) ??
    refuse(
      'This is no meeting link, no ID of a meeting, group call or person, and no email address.',
    )
  )
}

function readLinks(text: string): Recognition | undefined {
  const links = text.match(URL_IN_TEXT) ?? []
  const read = links.map(trimPunctuation).map(readMeetingLink)
  const found = read.find((link) => link?.kind === 'meeting') ?? read.find(Boolean)
  if (found?.kind === 'refused') return refuse(found.reason)
  if (found) {
    const says =
      found.form === 'long' ? 'Teams meeting, by its link' : 'Teams meeting, by its short link'
    return recognised({ kind: 'meeting-link', link: found.link }, says)
  }
  const isOnlyLink = links.length === 1 && links[0] === text
  return isOnlyLink ? refuse('This is not a link to a Teams meeting.') : undefined
}

function readPerson(text: string, { person }: Hints): Recognition | undefined {
  if (text.toLowerCase() === ECHO_BOT) {
    return recognised({ kind: 'echo' }, 'Echo bot: it repeats what you say')
  }
  const objectId = /^8:orgid:(.+)$/i.exec(text)?.[1]
  if (objectId !== undefined) {
    const id = GUID.exec(objectId)?.[1]
    return id ? teamsUser(id) : refuse('After 8:orgid: there should be an object ID.')
  }
  if (/^8:acs:/i.test(text)) {
    return refuse('This names a user of Azure Communication Services. Start a group call instead.')
  }
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    if (person?.address === text) return teamsUser(person.objectId, `${person.name}, a Teams user`)
    return { kind: 'needs-person', address: text, says: 'An email address. Whose is it?' }
  }
  if (/^\+\d[\d ()-]{6,}$/.test(text)) return refuse('Phone numbers can’t be called from here.')
  return undefined
}

function readGuid(text: string, { guid }: Hints): Recognition | undefined {
  const id = GUID.exec(text)?.[1]?.toLowerCase()
  if (id === undefined) return undefined
  if (id === NO_ONE) return refuse('This ID is all zeros: it names nothing.')
  if (guid === 'teams-user') return teamsUser(id)
  if (guid === 'group') return recognised({ kind: 'group', groupId: id }, 'Group call, by its ID')
  return { kind: 'ambiguous', id, says: 'An ID. Is it a group call’s or a person’s?' }
}

function readMeetingId(text: string, { passcode = '' }: Hints): Recognition | undefined {
  const meetingId = (INVITED_ID.exec(text)?.[1] ?? text).replace(/[\s-]/g, '')
  if (!MEETING_ID.test(meetingId)) return undefined
  const given = passcode.trim() || (INVITED_PASSCODE.exec(text)?.[1] ?? '')
  if (given === '') {
    return {
      kind: 'needs-passcode',
      meetingId,
      says: 'Teams meeting, by its ID. Add its passcode.',
    }
  }
  return recognised(
    { kind: 'meeting-id', meetingId, passcode: given },
    'Teams meeting, by its ID and passcode',
  )
}

function teamsUser(objectId: string, says = 'A Teams user, by their object ID'): Recognition {
  return recognised({ kind: 'teams-user', objectId: objectId.toLowerCase() }, says)
}

function recognised(destination: Destination, says: string): Recognition {
  return { kind: 'recognised', destination, says }
}

function refuse(reason: string): Recognition {
  return { kind: 'refused', reason }
}

// A link copied out of a sentence brings the sentence's end along.
function trimPunctuation(link: string): string {
  return link.replace(/[).,;\]]+$/, '')
}
