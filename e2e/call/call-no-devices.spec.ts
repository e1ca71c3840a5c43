import { GRANT_DEVICES } from '../../tests/support/browser/chromium-flags'
import { expect, expectConnected, test } from '../../tests/support/browser/calls'

// Where the tests run there is neither camera nor microphone.
test.use({ mediaArguments: [GRANT_DEVICES] })

test('without any device, one joins to see and hear the others', async ({ page, signIn }) => {
  await signIn('ada', '/call')
  await page.getByRole('button', { name: 'New group call' }).click()
  const turnOn = page.getByRole('button', { name: 'Turn on camera and microphone' })
  const missing = page.getByText('No camera was found.')
  await turnOn.or(missing).first().waitFor()
  if (await turnOn.isVisible()) await turnOn.click()
  await expect(missing).toBeVisible()
  await expect(page.getByText('No microphone was found.')).toBeVisible()
  await expect(page.getByText(/You can still join/)).toBeVisible()

  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await expectConnected(page)
  await page.getByRole('button', { name: 'Unmute' }).click()
  await expect(page.getByText('No microphone was found.')).toBeVisible()
})
