import { expect, it } from 'vitest'
import { callGraph } from '@/emulator/testing/graph'
import { bodyOf, startTestEmulator } from '@/emulator/testing/emulator'
import { recognizeDestination } from './recognize-destination'

interface Meeting {
  joinWebUrl: string
  joinMeetingIdSettings: { joinMeetingId: string; passcode: string }
}

const emulator = await startTestEmulator()

async function createMeeting(): Promise<Meeting> {
  const response = await callGraph(emulator, '/me/onlineMeetings', {
    method: 'POST',
    body: { joinMeetingIdSettings: { isPasscodeRequired: true } },
    scope: 'OnlineMeetings.ReadWrite',
  })
  return bodyOf<Meeting>(response)
}

it('the link of a meeting that Graph made is recognized', async () => {
  const { joinWebUrl } = await createMeeting()
  expect(recognizeDestination(joinWebUrl)).toMatchObject({
    kind: 'recognized',
    destination: { kind: 'meeting-link', link: joinWebUrl },
  })
})

it('so are its ID and its passcode', async () => {
  const { joinMeetingId, passcode } = (await createMeeting()).joinMeetingIdSettings
  expect(recognizeDestination(joinMeetingId, { passcode })).toMatchObject({
    kind: 'recognized',
    destination: { kind: 'meeting-id', meetingId: joinMeetingId, passcode },
  })
})
