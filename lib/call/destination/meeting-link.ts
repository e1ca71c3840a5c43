/** What a link turned out to be: a meeting that can be joined, or why it can't. */
export type MeetingLink =
  { kind: 'meeting'; link: string; form: 'long' | 'short' } | { kind: 'refused'; reason: string }

// Public and government clouds, and the address that Teams is moving to.
const TEAMS_HOSTS = new Set([
  'teams.microsoft.com',
  'teams.cloud.microsoft',
  'gov.teams.microsoft.us',
  'dod.teams.microsoft.us',
  'teams.microsoft.us',
])

const LONG = /^\/l\/meetup-join\/19(?::|%3a)[^/]+\/\d+/i
const SHORT = /^\/meet\/\d{9,15}$/

/**
 * Reads an address as a link to a Teams meeting, also one wrapped by Outlook's Safe Links or by
 * Teams' own launcher. Undefined for addresses that have nothing to do with Teams.
 */
export function readMeetingLink(address: string): MeetingLink | undefined {
  if (!URL.canParse(address)) return undefined
  const url = unwrap(new URL(address))
  const { hostname, protocol, pathname, search } = url
  if (hostname === 'teams.live.com') return rejected(CONSUMER)
  if (!TEAMS_HOSTS.has(hostname)) return undefined
  if (protocol !== 'https:') return rejected('A meeting link must start with https://.')
  if (LONG.test(pathname)) return meeting(`https://${hostname}${pathname}${search}`, 'long')
  if (SHORT.test(pathname)) return meeting(`https://${hostname}${pathname}${search}`, 'short')
  return rejected(whyNot(pathname))
}

const CONSUMER =
  'This meeting is in Teams for personal use (teams.live.com). Azure Communication Services can join only meetings of organizations.'

function meeting(link: string, form: 'long' | 'short'): MeetingLink {
  return { kind: 'meeting', link, form }
}

function rejected(reason: string): MeetingLink {
  return { kind: 'refused', reason }
}

function whyNot(pathname: string): string {
  if (/^\/l\/(channel|chat|message|team)\b/.test(pathname)) {
    return 'This Teams link opens a chat or a channel, not a meeting.'
  }
  if (/^\/l\/meetup-join\b|^\/meet\b/.test(pathname)) {
    return 'This meeting link is incomplete. Copy it again from the invitation.'
  }
  return 'This Teams link is not a meeting link. It should contain /l/meetup-join/ or /meet/.'
}

// Each wrapper holds the next address; two layers are unwrapped.
function unwrap(url: URL, layers = 2): URL {
  const inner = innerAddress(url)
  return inner && layers > 0 ? unwrap(inner, layers - 1) : url
}

function innerAddress({ hostname, pathname, hash, searchParams, origin }: URL): URL | undefined {
  const wrapped = searchParams.get('url')
  if (hostname.endsWith('.safelinks.protection.outlook.com')) return parse(wrapped)
  if (!TEAMS_HOSTS.has(hostname) && hostname !== 'teams.live.com') return undefined
  if (pathname === '/dl/launcher/launcher.html' && wrapped)
    return parse(withoutHash(wrapped), origin)
  // The web client's own addresses: /_#/l/meetup-join/… and /v2/#/l/meetup-join/…
  return /^#\/(l|meet)\//.test(hash) ? parse(hash.slice(1), origin) : undefined
}

function withoutHash(path: string): string {
  return path.replace(/^\/_?#/, '')
}

function parse(address: string | null, base?: string): URL | undefined {
  return address && URL.canParse(address, base) ? new URL(address, base) : undefined
}
