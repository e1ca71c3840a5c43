import { expect, expectConnected, test } from '../../tests/support/browser/calls'

// Where the tests run there is neither camera nor microphone.
test.use({ mediaArguments: ['--use-fake-ui-for-media-stream'] })

test('without any device, one joins to see and hear the others', async ({ page, signIn }) => {
  await signIn('ada', '/call')
  await page.getByRole('button', { name: 'New group call' }).click()
  const turnOn = page.getByRole('button', { name: 'Turn on camera and microphone' })
  const missing = page.getByText('There is no camera.')
  await turnOn.or(missing).first().waitFor()
  if (await turnOn.isVisible()) await turnOn.click()
  await expect(missing).toBeVisible()
  await expect(page.getByText('There is no microphone.')).toBeVisible()
  await expect(page.getByText(/You can still join/)).toBeVisible()

  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await expectConnected(page)
  await page.getByRole('button', { name: 'Unmute' }).click()
  await expect(page.getByText('There is no microphone.')).toBeVisible()
})
