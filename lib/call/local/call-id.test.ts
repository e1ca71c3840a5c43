import { expect, test } from 'vitest'
import type { Destination } from '../destination/destination'
import { localCallId } from './call-id'

test.each<[string, Destination]>([
  [
    'a short link',
    { kind: 'meeting-link', link: 'https://teams.microsoft.com/meet/2345678901?p=x' },
  ],
  ['an ID', { kind: 'meeting-id', meetingId: '2345678901', passcode: 'x' }],
])('a meeting by %s is the same meeting', (_, destination) => {
  expect(localCallId(destination)).toBe('meeting:2345678901')
})

test('a meeting by its long link is its thread’s', () => {
  const link = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=1'
  expect(localCallId({ kind: 'meeting-link', link })).toBe('meeting:19:meeting_x@thread.v2')
})

test('a group call has no lobby', () => {
  expect(localCallId({ kind: 'group', groupId: 'g' })).toBe('group:g')
})

test('people and the echo bot are not on this machine', () => {
  expect(localCallId({ kind: 'teams-user', objectId: 'o' })).toBeUndefined()
  expect(localCallId({ kind: 'echo' })).toBeUndefined()
})
