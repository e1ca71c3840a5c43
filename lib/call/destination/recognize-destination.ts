import { readMeetingLink } from './meeting-link'
import { type Destination, ECHO_BOT } from './destination'

/** What a person's text was recognized as, in words, or what is missing or wrong with it. */
export type Recognition =
  | { kind: 'empty' }
  | { kind: 'recognized'; destination: Destination; summary: string }
  | { kind: 'needs-passcode'; meetingId: string; summary: string }
  /** A GUID may name a group call or a person: only the person who typed it knows. */
  | { kind: 'ambiguous'; id: string; summary: string }
  /** The directory knows whose address it is. */
  | { kind: 'needs-person'; address: string; summary: string }
  | { kind: 'refused'; reason: string }

/** What the person adds to the text. */
export interface DestinationDetails {
  passcode?: string
  guid?: 'group' | 'teams-user'
  /** Who was found by an email address. */
  person?: Person
}

/** Somebody of the person's own organization, found by their address. */
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

/** Recognizes what a text names: a meeting, a group call, a person, the echo bot. Pure. */
export function recognizeDestination(text: string, details: DestinationDetails = {}): Recognition {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'empty' }
  return (
    readLinks(trimmed) ??
    readPerson(trimmed, details) ??
    readGuid(trimmed, details) ??
    readMeetingId(trimmed, details) ??
    unrecognized('This is not a meeting link, an ID or an email address.')
  )
}

function readLinks(text: string): Recognition | undefined {
  const links = text.match(URL_IN_TEXT) ?? []
  const read = links.map(trimPunctuation).map(readMeetingLink)
  const found = read.find((link) => link?.kind === 'meeting') ?? read.find(Boolean)
  if (found?.kind === 'refused') return unrecognized(found.reason)
  if (found) {
    const summary = found.form === 'long' ? 'Teams meeting by link' : 'Teams meeting by short link'
    return recognized({ kind: 'meeting-link', link: found.link }, summary)
  }
  const isOnlyLink = links.length === 1 && links[0] === text
  return isOnlyLink ? unrecognized('This is not a link to a Teams meeting.') : undefined
}

function readPerson(text: string, { person }: DestinationDetails): Recognition | undefined {
  if (text.toLowerCase() === ECHO_BOT) {
    return recognized({ kind: 'echo' }, 'Echo bot: repeats what you say')
  }
  const objectId = /^8:orgid:(.+)$/i.exec(text)?.[1]
  if (objectId !== undefined) {
    const id = GUID.exec(objectId)?.[1]
    return id ? teamsUser(id) : unrecognized('8:orgid: must be followed by an object ID.')
  }
  if (/^8:acs:/i.test(text)) {
    return unrecognized(
      'This is the ID of an Azure Communication Services user. Start a group call instead.',
    )
  }
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    if (person?.address === text) return teamsUser(person.objectId, `${person.name}, Teams user`)
    return {
      kind: 'needs-person',
      address: text,
      summary: 'Email address. Look up the person to call them.',
    }
  }
  if (/^\+\d[\d ()-]{6,}$/.test(text))
    return unrecognized('Calling phone numbers is not supported.')
  return undefined
}

function readGuid(text: string, { guid }: DestinationDetails): Recognition | undefined {
  const id = GUID.exec(text)?.[1]?.toLowerCase()
  if (id === undefined) return undefined
  if (id === NO_ONE) return unrecognized('This ID is all zeros. Enter another ID.')
  if (guid === 'teams-user') return teamsUser(id)
  if (guid === 'group') return recognized({ kind: 'group', groupId: id }, 'Group call by ID')
  return { kind: 'ambiguous', id, summary: 'ID of a group call or a Teams user. Choose which.' }
}

function readMeetingId(
  text: string,
  { passcode = '' }: DestinationDetails,
): Recognition | undefined {
  const meetingId = (INVITED_ID.exec(text)?.[1] ?? text).replace(/[\s-]/g, '')
  if (!MEETING_ID.test(meetingId)) return undefined
  const given = passcode.trim() || (INVITED_PASSCODE.exec(text)?.[1] ?? '')
  if (given === '') {
    return {
      kind: 'needs-passcode',
      meetingId,
      summary: 'Teams meeting by ID. Enter its passcode.',
    }
  }
  return recognized(
    { kind: 'meeting-id', meetingId, passcode: given },
    'Teams meeting by ID and passcode',
  )
}

function teamsUser(objectId: string, summary = 'Teams user by object ID'): Recognition {
  return recognized({ kind: 'teams-user', objectId: objectId.toLowerCase() }, summary)
}

function recognized(destination: Destination, summary: string): Recognition {
  return { kind: 'recognized', destination, summary }
}

function unrecognized(reason: string): Recognition {
  return { kind: 'refused', reason }
}

// A link copied out of a sentence may include its punctuation.
function trimPunctuation(link: string): string {
  return link.replace(/[).,;\]]+$/, '')
}
