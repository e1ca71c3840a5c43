import { describe, expect, it } from 'vitest'
import { type DestinationDetails, recognizeDestination } from './recognize-destination'

const guid = 'b0000000-0000-4000-8000-000000000002'
const short = 'https://teams.microsoft.com/meet/2345678901234?p=Abc123XyZ'

function destination(text: string, details?: DestinationDetails): unknown {
  const result = recognizeDestination(text, details)
  return result.kind === 'recognized' ? result.destination : result.kind
}

function reason(text: string): string {
  const result = recognizeDestination(text)
  return result.kind === 'refused' ? result.reason : result.kind
}

describe('a text', () => {
  it('that is empty names nothing yet', () => {
    expect(destination('')).toBe('empty')
    expect(destination('  \n ')).toBe('empty')
  })

  it('with a meeting link among others is that meeting', () => {
    const invitation = `Agenda: https://contoso.example/agenda
      Join the meeting now (${short}).
      Meeting ID: 234 567 890 123 4  Passcode: q7Xk2P`
    expect(destination(invitation)).toEqual({ kind: 'meeting-link', link: short })
  })

  it('with a meeting ID and a passcode is that meeting', () => {
    const meeting = { kind: 'meeting-id', meetingId: '2345678901234', passcode: 'q7Xk2P' }
    expect(destination('Meeting ID: 234 567 890 123 4\nPasscode: q7Xk2P')).toEqual(meeting)
    expect(destination('234 567 890 123 4', { passcode: ' q7Xk2P ' })).toEqual(meeting)
    expect(destination('2345678901234', { passcode: 'q7Xk2P' })).toEqual(meeting)
  })

  it('with a meeting ID alone needs the passcode', () => {
    expect(recognizeDestination('234 567 890 123 4')).toMatchObject({
      kind: 'needs-passcode',
      meetingId: '2345678901234',
    })
  })

  it('that is a GUID is whatever the person says it is', () => {
    expect(destination(guid)).toBe('ambiguous')
    expect(destination(guid, { guid: 'group' })).toEqual({ kind: 'group', groupId: guid })
    expect(destination(`{${guid.toUpperCase()}}`, { guid: 'teams-user' })).toEqual({
      kind: 'teams-user',
      objectId: guid,
    })
    expect(reason('00000000-0000-0000-0000-000000000000')).toContain('all zeros')
  })

  it('that is a Teams user’s id is that person, whatever else was said', () => {
    const person = { kind: 'teams-user', objectId: guid }
    expect(destination(`8:orgid:${guid}`)).toEqual(person)
    expect(destination(`8:orgid:${guid}`, { guid: 'group' })).toEqual(person)
    expect(reason('8:orgid:ada')).toContain('object ID')
  })

  it('that is an address needs the person behind it to be found', () => {
    const address = 'grace@contoso.example'
    const person = { address, objectId: guid, name: 'Grace Hopper' }
    expect(recognizeDestination(` ${address} `)).toMatchObject({ kind: 'needs-person', address })
    expect(recognizeDestination(address, { person })).toEqual({
      kind: 'recognized',
      destination: { kind: 'teams-user', objectId: guid },
      summary: 'Grace Hopper, Teams user',
    })
    expect(destination('ada@contoso.example', { person })).toBe('needs-person')
  })

  it('that names the echo bot is the echo bot', () => {
    expect(destination(' 8:echo123 ')).toEqual({ kind: 'echo' })
  })

  it.each([
    ['8:acs:6b7a_00', 'Start a group call'],
    ['+44 20 7946 0000', 'phone numbers'],
    ['https://teams.live.com/meet/9312345678901', 'personal use'],
    ['https://zoom.us/j/123456789', 'not a link to a Teams meeting'],
    ['12345', 'not a meeting link'],
    ['the weekly', 'not a meeting link'],
  ])('%s is refused with the reason', (text, part) => {
    expect(reason(text)).toContain(part)
  })

  it('with a consumer link beside an organization’s is the organization’s meeting', () => {
    expect(destination(`https://teams.live.com/meet/93 or ${short}`)).toMatchObject({
      kind: 'meeting-link',
    })
  })
})
