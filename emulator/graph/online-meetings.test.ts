import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { sampleUser } from '../testing/entra'
import { callGraph } from '../testing/graph'
import { graphErrorOf } from '../testing/graph-app'

const emulator = await startTestEmulator()
const ada = sampleUser('ada')

function create(body: unknown = {}, options: { name?: string; scope?: string } = {}) {
  const scope = 'OnlineMeetings.ReadWrite'
  return callGraph(emulator, '/me/onlineMeetings', { method: 'POST', body, scope, ...options })
}

interface Meeting {
  joinWebUrl: string
  chatInfo: { threadId: string }
  joinMeetingIdSettings: { joinMeetingId: string; passcode: string | null }
}

test('a meeting begins and ends as asked, and its organizer is who asks', async () => {
  const response = await create({
    startDateTime: '2026-01-15T14:30:00-07:00',
    endDateTime: '2026-01-15T15:00:00-07:00',
    subject: 'Planning',
  })
  expect(response.status).toBe(201)
  expect(await bodyOf(response)).toMatchObject({
    creationDateTime: '2026-01-15T12:00:00.0000000Z',
    startDateTime: '2026-01-15T21:30:00.0000000Z',
    endDateTime: '2026-01-15T22:00:00.0000000Z',
    subject: 'Planning',
    participants: {
      organizer: { upn: ada.username, identity: { user: { id: ada.objectId } } },
    },
  })
})

test('without times it begins now and takes an hour', async () => {
  expect(await bodyOf(await create())).toMatchObject({
    startDateTime: '2026-01-15T12:00:00.0000000Z',
    endDateTime: '2026-01-15T13:00:00.0000000Z',
  })
})

test('its link names the thread of its chat, the tenant and the organizer', async () => {
  const { joinWebUrl, chatInfo } = await bodyOf<Meeting>(await create())
  const { pathname, searchParams } = new URL(joinWebUrl)
  expect(decodeURIComponent(pathname)).toBe(`/l/meetup-join/${chatInfo.threadId}/0`)
  expect(JSON.parse(searchParams.get('context') ?? '')).toEqual({
    Tid: ada.tenantId,
    Oid: ada.objectId,
  })
})

test('each meeting has a thread and an ID of its own', async () => {
  const [one, other] = [await create(), await create()].map(bodyOf<Meeting>)
  const ids = [await one, await other].map(
    (meeting) => meeting?.joinMeetingIdSettings.joinMeetingId,
  )
  const threads = [await one, await other].map((meeting) => meeting?.chatInfo.threadId)
  expect(new Set([...ids, ...threads]).size).toBe(4)
})

test('it has a passcode if one is required', async () => {
  const required = await create({ joinMeetingIdSettings: { isPasscodeRequired: true } })
  const { joinMeetingIdSettings } = await bodyOf<Meeting>(required)
  expect(joinMeetingIdSettings).toMatchObject({ isPasscodeRequired: true })
  expect(joinMeetingIdSettings.passcode).toMatch(/^\w{6}$/)
})

test('a body that is no meeting is 400', async () => {
  const [startDateTime, endDateTime] = ['2026-01-15T15:00:00Z', '2026-01-15T14:00:00Z']
  for (const body of [{ startDateTime: 'soon' }, { subject: 7 }, { startDateTime, endDateTime }]) {
    expect((await graphErrorOf(await create(body))).slice(0, 2)).toEqual([400, 'BadRequest'])
  }
})

test('it needs the scope, and a Teams license', async () => {
  expect((await create({}, { scope: 'User.ReadWrite' })).status).toBe(403)
  expect((await create({}, { name: 'alan' })).status).toBe(403)
})
