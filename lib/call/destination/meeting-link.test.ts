import { describe, expect, it } from 'vitest'
import { readMeetingLink } from './meeting-link'

const thread = '19%3ameeting_NjE2ZDk3YTctMDAwMC00MDAw%40thread.v2'
const context =
  '?context=%7b%22Tid%22%3a%22c0000000-0000-4000-8000-000000000001%22%2c%22Oid%22%3a%22b0000000-0000-4000-8000-000000000001%22%7d'
const long = `https://teams.microsoft.com/l/meetup-join/${thread}/0${context}`
const short = 'https://teams.microsoft.com/meet/2345678901234?p=Abc123XyZ'

describe('a meeting link', () => {
  it.each([
    ['in the long form', long, long],
    [
      'with an unescaped thread',
      `https://teams.microsoft.com/l/meetup-join/19:meeting_x@thread.v2/0${context}`,
      undefined,
    ],
    [
      'of a channel meeting',
      `https://teams.microsoft.com/l/meetup-join/19%3aabc%40thread.tacv2/1700000000000${context}`,
      undefined,
    ],
    ['in the new domain', long.replace('teams.microsoft.com', 'teams.cloud.microsoft'), undefined],
    [
      'of the government cloud',
      long.replace('teams.microsoft.com', 'gov.teams.microsoft.us'),
      undefined,
    ],
    ['without a context', `https://teams.microsoft.com/l/meetup-join/${thread}/0`, undefined],
    [
      'of the web client',
      `https://teams.microsoft.com/_#/l/meetup-join/${thread}/0${context}`,
      long,
    ],
    [
      'of the new web client',
      `https://teams.microsoft.com/v2/?meetingjoin=true#/l/meetup-join/${thread}/0${context}`,
      long,
    ],
    [
      'behind the launcher',
      `https://teams.microsoft.com/dl/launcher/launcher.html?url=${encodeURIComponent(`/_#/l/meetup-join/${thread}/0${context}`)}&type=meetup-join`,
      long,
    ],
    [
      'behind Safe Links',
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(long)}&data=05`,
      long,
    ],
  ])('%s is joined', (_, address, link) => {
    expect(readMeetingLink(address)).toEqual({
      kind: 'meeting',
      form: 'long',
      link: link ?? address,
    })
  })

  it.each([
    ['plain', short, short],
    ['without its passcode', 'https://teams.microsoft.com/meet/2345678901234', undefined],
    [
      'behind Safe Links',
      `https://nam02.safelinks.protection.outlook.com/ap/t-59584e83/?url=${encodeURIComponent(short)}`,
      short,
    ],
  ])('in the short form, %s, is joined', (_, address, link) => {
    expect(readMeetingLink(address)).toEqual({
      kind: 'meeting',
      form: 'short',
      link: link ?? address,
    })
  })

  it.each([
    ['https://teams.live.com/meet/9312345678901?p=abc', 'personal use'],
    [`https://teams.live.com/l/meetup-join/${thread}/0`, 'personal use'],
    [
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent('https://teams.live.com/meet/93')}`,
      'personal use',
    ],
    [`http://teams.microsoft.com/l/meetup-join/${thread}/0`, 'https://'],
    ['https://teams.microsoft.com/l/channel/19%3aabc%40thread.tacv2/General', 'chat or a channel'],
    ['https://teams.microsoft.com/l/chat/0/0?users=ada@contoso.example', 'chat or a channel'],
    ['https://teams.microsoft.com/l/meetup-join/', 'incomplete'],
    ['https://teams.microsoft.com/meet/12', 'incomplete'],
    ['https://teams.microsoft.com/', 'not a meeting link'],
  ])('%s is refused with the reason', (address, reason) => {
    const link = readMeetingLink(address)
    expect(link).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(reason) as string,
    })
  })

  it.each([
    'https://zoom.us/j/123456789',
    'https://teams.microsoft.com.evil.example/l/meetup-join/19%3ax/0',
    'https://evil.example/?url=https://teams.microsoft.com/meet/2345678901234',
    'https://evil.example/#/l/meetup-join/19%3ax/0',
    'not an address',
  ])('%s has nothing to do with Teams', (address) => {
    expect(readMeetingLink(address)).toBeUndefined()
  })

  it('wrapped over and over is given up', () => {
    const wrap = (inner: string) =>
      `https://a.safelinks.protection.outlook.com/?url=${encodeURIComponent(inner)}`
    expect(readMeetingLink(wrap(wrap(wrap(long))))).toBeUndefined()
  })

  it('wrapped twice is joined', () => {
    const launcher = `https://teams.microsoft.com/dl/launcher/launcher.html?url=${encodeURIComponent(`/_#/l/meetup-join/${thread}/0`)}`
    const wrapped = `https://a.safelinks.protection.outlook.com/?url=${encodeURIComponent(launcher)}`
    expect(readMeetingLink(wrapped)).toMatchObject({ kind: 'meeting', form: 'long' })
  })

  it.each(['/meet/234567890', '/meet/234567890123456'])(
    '%s has as many digits as it may',
    (path) => {
      expect(readMeetingLink(`https://teams.microsoft.com${path}`)).toMatchObject({ form: 'short' })
    },
  )

  it.each([
    ['/meet/23456789', 'incomplete'],
    ['/meet/2345678901234567', 'incomplete'],
    ['/meet/2345678901234/more', 'incomplete'],
    ['/meet/23456789o', 'incomplete'],
    ['/l/meetup-join/19%3ax/', 'incomplete'],
    ['/l/meetup-join/18%3ax/0', 'incomplete'],
    ['/l/meetup-join/19x/0', 'incomplete'],
    ['/more/l/meetup-join/19%3ax/0', 'not a meeting link'],
    ['/more/meet/2345678901234', 'not a meeting link'],
    ['/l/meetup-joined/19%3ax/0', 'not a meeting link'],
    ['/meeting/2345678901234', 'not a meeting link'],
    ['/l/message/19%3ax/0', 'chat or a channel'],
    ['/l/team/19%3ax', 'chat or a channel'],
    ['/l/teammate/19%3ax', 'not a meeting link'],
    ['/more/l/chat/0', 'not a meeting link'],
    [
      `/dl/other.html?url=${encodeURIComponent(`/_#/l/meetup-join/${thread}/0`)}`,
      'not a meeting link',
    ],
    ['/dl/launcher/launcher.html', 'not a meeting link'],
    [`/more#l/meetup-join/${thread}/0`, 'not a meeting link'],
    [`/#/more/l/meetup-join/${thread}/0`, 'not a meeting link'],
    [`/more#more#/l/meetup-join/${thread}/0`, 'not a meeting link'],
  ])('with the path %s is refused with the reason', (path, reason) => {
    expect(readMeetingLink(`https://teams.microsoft.com${path}`)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(reason) as string,
    })
  })
})
