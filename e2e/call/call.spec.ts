import {
  expect,
  expectConnected,
  expectMoving,
  joinWithDevices,
  people,
  receivedSound,
  test,
} from '../../tests/support/browser/calls'

const GROUP = 'a3f0c1de-0000-4000-8000-00000000000'
let calls = 0

/** The address of a group call that no journey was in before. */
function newGroup(): string {
  return `/call?group=${GROUP}${++calls}`
}

test('two people see and hear each other', async ({ person }) => {
  const path = newGroup()
  const ada = await person('ada', path)
  const grace = await person('grace', path)
  await expect(ada.getByText('Local call, not Teams').first()).toBeVisible()
  await joinWithDevices(ada)
  await expectConnected(ada)
  await expect(ada.getByText('Nobody else has joined yet.')).toBeVisible()
  await joinWithDevices(grace)
  await expectConnected(grace)
  await expect(people(ada)).toHaveCount(2)
  await expect(people(grace)).toHaveCount(2)

  await expectMoving(ada, 'Camera of Grace Hopper')
  await expectMoving(grace, 'Camera of Ada Lovelace')
  for (const page of [ada, grace]) await expect.poll(() => receivedSound(page)).toBeGreaterThan(0)
  await expect(people(ada).filter({ hasText: 'Grace' }).getByText('speaking')).toBeAttached()

  await grace.getByRole('button', { name: 'Mute' }).click()
  await expect(people(ada).filter({ hasText: 'Grace' }).getByText('muted')).toBeAttached()
  await ada.waitForTimeout(500)
  const before = await receivedSound(ada)
  await ada.waitForTimeout(2_000)
  expect((await receivedSound(ada)) - before).toBeLessThan(1e-6)
  await grace.getByRole('button', { name: 'Unmute' }).click()
  await expect.poll(() => receivedSound(ada)).toBeGreaterThan(before + 1e-5)

  await grace.getByRole('button', { name: 'Turn camera off' }).click()
  await expect(ada.getByRole('img', { name: 'Camera of Grace Hopper' })).toBeHidden()
  await grace.getByRole('button', { name: 'Turn camera on' }).click()
  await expectMoving(ada, 'Camera of Grace Hopper')

  await grace.getByRole('button', { name: 'Share screen' }).click()
  await expect(ada.getByRole('img', { name: 'Screen of Grace Hopper' })).toBeVisible()
  await expectMoving(ada, 'Screen of Grace Hopper')
  await grace.getByRole('button', { name: 'Stop sharing' }).click()
  await expect(ada.getByRole('img', { name: 'Screen of Grace Hopper' })).toBeHidden()

  await grace.getByRole('button', { name: 'Raise hand' }).click()
  await expect(people(ada).filter({ hasText: 'Grace' }).getByText('hand raised')).toBeAttached()
  await grace.getByRole('button', { name: 'React' }).click()
  await grace.getByRole('button', { name: 'Applause' }).click()
  await expect(ada.getByRole('list', { name: 'Reactions' })).toContainText('Grace Hopper: Applause')

  await grace.getByRole('button', { name: 'Leave' }).click()
  await expect(grace.getByRole('heading', { name: 'You left the call.' })).toBeFocused()
  await expect(people(ada)).toHaveCount(1)
  await grace.getByRole('button', { name: 'Join again' }).click()
  await expectConnected(grace)
  await expectMoving(ada, 'Camera of Grace Hopper')
  await expectMoving(grace, 'Camera of Ada Lovelace')
})

test('in a meeting one waits in the lobby until somebody lets one in', async ({ person }) => {
  const ada = await person('ada')
  const grace = await person('grace')
  for (const page of [ada, grace])
    await page.getByRole('button', { name: 'Sample meeting' }).click()
  await expect(grace.getByText('Teams meeting by short link')).toBeVisible()
  await joinWithDevices(ada)
  await expectConnected(ada)
  await joinWithDevices(grace)
  await expect(grace.getByText('In the lobby, waiting to be admitted')).toBeVisible()
  await expect(grace.getByRole('timer')).toHaveText('0:02')
  await expect(people(ada)).toHaveCount(1)

  await ada.getByRole('button', { name: 'Deny Grace Hopper' }).click()
  await expect(
    grace.getByRole('heading', { name: 'Someone in the call denied your request to join.' }),
  ).toBeVisible()
  await grace.getByRole('button', { name: 'Join again' }).click()
  await ada.getByRole('button', { name: 'Admit Grace Hopper' }).click()
  await expectConnected(grace)
  await expectMoving(grace, 'Camera of Ada Lovelace')
})

test('a revoked token ends the call', async ({ person }) => {
  const page = await person('ada', newGroup())
  await joinWithDevices(page)
  await expectConnected(page)
  const other = await page.context().newPage()
  await other.goto('/identity')
  await other.getByRole('button', { name: 'Revoke my tokens' }).click()
  await expect(
    page.getByRole('heading', { name: 'Your access was revoked, so the call ended.' }),
  ).toBeVisible()
  // No cache may return the token that was refused.
  const asked = page.waitForRequest(/\/api\/token$/)
  await page.getByRole('button', { name: 'Join again' }).click()
  expect((await asked).postDataJSON()).toEqual({ scopes: ['voip'], fresh: true })
  await expectConnected(page)
})

test('a sign-out in another tab ends the call at once', async ({ person }) => {
  const page = await person('ada', newGroup())
  await joinWithDevices(page)
  await expectConnected(page)
  const other = await page.context().newPage()
  await other.goto('/')
  await other.getByRole('button', { name: 'Account of Ada Lovelace' }).click()
  await other.getByRole('button', { name: 'Sign out of this app' }).click()
  await expect(other.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await expect(
    page.getByRole('heading', { name: 'Your session has ended, so the call ended too.' }),
  ).toBeFocused()
  await page.getByRole('button', { name: 'Join again' }).click()
  await expect(page.getByRole('alert').getByText('unauthenticated')).toBeVisible()
  await page.getByRole('alert').getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await expect(page.getByRole('button', { name: 'ada@contoso.example' })).toBeVisible()
})

test('a call is held by keyboard alone', async ({ person }) => {
  const page = await person('ada', newGroup())
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor()
  await page.getByRole('textbox', { name: 'Who or what do you want to call?' }).focus()
  await page.keyboard.press('Enter')
  await expectConnected(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await page.keyboard.press('Control+Shift+M')
  await expect(page.getByRole('button', { name: 'Unmute' })).toBeVisible()
  await page.keyboard.press('Control+Shift+O')
  await expect(page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()
  await page.keyboard.press('Control+Shift+K')
  await expect(page.getByRole('button', { name: 'Lower hand' })).toBeVisible()
  await page.keyboard.press('Control+Shift+H')
  await expect(page.getByRole('heading', { name: 'You left the call.' })).toBeFocused()
})

test('a camera that stops by itself is reported, before and in a call', async ({ person }) => {
  const page = await person('ada', newGroup())
  const stopCamera = (label: string) =>
    page
      .getByRole('img', { name: label })
      .locator('video')
      .evaluate((video: HTMLVideoElement) => {
        const [track] = (video.srcObject as MediaStream).getVideoTracks()
        track?.dispatchEvent(new Event('ended'))
      })
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor()
  await stopCamera('Your camera')
  await expect(page.getByText('Your camera stopped.')).toBeVisible()
  await page.getByRole('button', { name: 'Turn camera on' }).click()
  await expect(page.getByText('Your camera stopped.')).toBeHidden()
  await joinWithDevices(page)
  await expectConnected(page)
  await stopCamera('Camera of You')
  await expect(page.getByText('Your camera stopped.')).toBeVisible()
  await page.getByRole('button', { name: 'Turn camera on' }).click()
  await expectMoving(page, 'Camera of You')
})

test('a person is found by their address, once Microsoft has let the app look', async ({
  emulator,
  person,
}) => {
  const page = await person('ada')
  const where = page.getByRole('textbox', { name: 'Who or what do you want to call?' })
  const lookUp = page.getByRole('button', { name: 'Look up this person' })
  await where.fill('grace@contoso.example')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(page.getByText('Look up this person first.')).toBeVisible()
  await lookUp.click()
  await expect(
    page.getByText(/needs permission to look up people in your organization/),
  ).toBeVisible()
  const openWindow = async () => {
    const opened = page.waitForEvent('popup')
    await page.getByRole('button', { name: 'Continue in a popup' }).click()
    return opened
  }
  await (await openWindow()).close()
  await (await openWindow()).getByRole('button', { name: 'Accept' }).click()
  // Found, but who it is can be called through Azure alone.
  await expect(page.getByText('Grace Hopper, Teams user. This needs Azure')).toBeVisible()

  await where.fill('o’nobody@contoso.example')
  await lookUp.click()
  await expect(page.getByText('Nobody in your organization has this address.')).toBeVisible()
  await where.fill('alan@contoso.example')
  await emulator.fault({ operation: 'graph.users', status: 503 })
  await lookUp.click()
  await expect(page.getByText('Microsoft Graph did not respond.')).toBeVisible()
  await lookUp.click()
  await expect(page.getByText('Alan Turing, Teams user')).toBeVisible()
})

test('what can’t be called is refused with the reason', async ({ person }) => {
  const page = await person('ada')
  const where = page.getByRole('textbox', { name: 'Who or what do you want to call?' })
  await where.fill('https://teams.live.com/meet/9312345678901')
  await expect(page.getByText(/personal use/)).toBeVisible()
  await where.fill('8:echo123')
  await expect(page.getByText(/local calls support only meetings and group calls/)).toBeVisible()
  await where.fill('234 567 890 123 4')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(page.getByText('Enter the meeting passcode.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Passcode' }).fill('q7Xk2P')
  await expect(page.getByText('Teams meeting by ID and passcode')).toBeVisible()
})
