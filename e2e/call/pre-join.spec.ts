import type { Page } from '@playwright/test'
import {
  expect,
  expectConnected,
  expectMoving,
  joinWithDevices,
  people,
  test,
} from '../../tests/support/browser/calls'
import { fakeDevices, GRANT_DEVICES } from '../../tests/support/browser/chromium-flags'

// Two cameras, to choose between.
test.use({
  mediaArguments: [fakeDevices({ count: 2 }), GRANT_DEVICES],
})

const GROUP = '/call?group=c3f0c1de-0000-4000-8000-00000000000'

/** Makes it known what a page opens and plays; devices open after `delayMs`. */
async function watchMedia(page: Page, delayMs = 0) {
  await page.addInitScript((delay) => {
    const opened: MediaStreamTrack[] = []
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      await new Promise((resolve) => setTimeout(resolve, delay))
      const stream = await open(constraints)
      opened.push(...stream.getTracks())
      return stream
    }
    Object.assign(window, {
      opened,
      Audio: class extends Audio {
        constructor() {
          super()
          Object.assign(window, { played: this })
        }
      },
    })
  }, delayMs)
}

/** The devices that are open, by the names of their kinds and their ids. */
function openDevices(page: Page) {
  return page.evaluate(() => {
    const { opened } = window as unknown as { opened: MediaStreamTrack[] }
    const live = opened.filter(({ readyState }) => readyState === 'live')
    return Object.fromEntries(live.map((track) => [track.kind, track.getSettings().deviceId]))
  })
}

/** How loud what the page plays by itself is right now, and on which speaker. */
function playedSound(page: Page) {
  return page.evaluate(async () => {
    const { played } = window as unknown as { played: HTMLAudioElement }
    const context = new AudioContext()
    const analyser = new AnalyserNode(context)
    context.createMediaStreamSource(played.srcObject as MediaStream).connect(analyser)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const samples = new Float32Array(analyser.fftSize)
    analyser.getFloatTimeDomainData(samples)
    await context.close()
    return { speaker: played.sinkId, isPaused: played.paused, peak: Math.max(...samples) }
  })
}

test('camera, microphone and speaker are tried before a call', async ({ person }) => {
  const page = await person('ada')
  await watchMedia(page)
  await page.goto('/call')
  await expectMoving(page, 'Your camera')
  const level = page.getByRole('meter', { name: 'Microphone level' })
  await page.getByRole('button', { name: 'New group call' }).click()
  await expect(level).not.toHaveAttribute('aria-valuenow', '0')

  const [camera, microphone, speaker] = [
    page.getByRole('combobox', { name: 'Camera' }),
    page.getByRole('combobox', { name: 'Microphone' }),
    page.getByRole('combobox', { name: 'Speaker' }),
  ]
  await expect(camera.getByRole('option')).toHaveText(['fake_device_0', 'fake_device_1'])
  await expect(microphone.getByRole('option')).toHaveText([
    'Fake Default Audio Input',
    'Fake Audio Input 1',
    'Fake Audio Input 2',
  ])
  await expect(speaker.getByRole('option')).toHaveText([
    'Fake Default Audio Output',
    'Fake Audio Output 1',
    'Fake Audio Output 2',
  ])
  await camera.selectOption('fake_device_1')
  const chosen = await camera.inputValue()
  await expect.poll(async () => (await openDevices(page)).video).toBe(chosen)
  await expectMoving(page, 'Your camera')

  await speaker.selectOption('Fake Audio Output 2')
  await page.getByRole('button', { name: 'Test speaker' }).click()
  await expect(page.getByRole('button', { name: 'Playing three notes…' })).toBeVisible()
  const played = await playedSound(page)
  expect(played).toMatchObject({ speaker: await speaker.inputValue(), isPaused: false })
  expect(played.peak).toBeGreaterThan(0.1)
  await expect(page.getByRole('button', { name: 'Test speaker' })).toBeEnabled()
})

test('who turned everything off before joins muted and unseen', async ({ person }) => {
  const page = await person('ada')
  await watchMedia(page)
  await page.goto(`${GROUP}1`)
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor()
  expect(Object.keys(await openDevices(page)).sort()).toEqual(['audio', 'video'])
  await page.getByRole('button', { name: 'Turn camera off' }).click()
  await expect(page.getByText('Your camera is off')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Your camera' })).toBeHidden()
  expect(Object.keys(await openDevices(page))).toEqual(['audio'])
  await page.getByRole('button', { name: 'Mute' }).click()
  await expect(page.getByRole('meter', { name: 'Microphone level' })).toBeHidden()
  expect(await openDevices(page)).toEqual({})

  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await expectConnected(page)
  await expect(page.getByRole('button', { name: 'Unmute' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()
  await expect(people(page).getByText('muted')).toBeAttached()
  expect(await openDevices(page)).toEqual({})
})

test('the devices chosen before are the call’s', async ({ person }) => {
  const page = await person('ada')
  await watchMedia(page)
  await page.goto(`${GROUP}2`)
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor()
  await page.getByRole('combobox', { name: 'Camera' }).selectOption('fake_device_1')
  await page.getByRole('combobox', { name: 'Microphone' }).selectOption('Fake Audio Input 2')
  const chosen = {
    audio: await page.getByRole('combobox', { name: 'Microphone' }).inputValue(),
    video: await page.getByRole('combobox', { name: 'Camera' }).inputValue(),
  }
  await expect.poll(() => openDevices(page)).toEqual(chosen)
  await joinWithDevices(page)
  await expectConnected(page)
  await expect(page.getByRole('button', { name: 'Mute' })).toBeVisible()
  await expectMoving(page, 'Camera of You')
  expect(await openDevices(page)).toEqual(chosen)
  await page.getByRole('button', { name: 'Devices' }).click()
  await expect(page.getByRole('combobox', { name: 'Camera' })).toHaveValue(chosen.video)
})

test('devices that open only after one has joined, or left, are let go', async ({ person }) => {
  const page = await person('ada')
  await watchMedia(page, 1_000)
  await page.goto(`${GROUP}3`)
  await page.getByRole('button', { name: 'Turn camera on' }).waitFor()
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('heading', { name: 'You left the call.' })).toBeVisible()
  const opened = () =>
    page.evaluate(() => (window as unknown as { opened: MediaStreamTrack[] }).opened.length)
  // One for the preview, one for the call.
  await expect.poll(opened).toBeGreaterThanOrEqual(2)
  expect(await openDevices(page)).toEqual({})
})

test('a form that is sent before the page’s script runs does nothing', async ({
  browser,
  person,
}) => {
  const page = await person('ada', `${GROUP}4`)
  const context = await browser.newContext({ storageState: await page.context().storageState() })
  await context.route('**/*.js', (route) => route.abort())
  const scriptless = await context.newPage()
  const address = page.url()
  await scriptless.goto(address)
  await scriptless.getByRole('textbox', { name: 'Who or what do you want to call?' }).press('Enter')
  await scriptless.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(
    scriptless.getByRole('textbox', { name: 'Who or what do you want to call?' }),
  ).toHaveValue(/^c3f0c1de/)
  expect(scriptless.url()).toBe(address)
  await context.close()
})
