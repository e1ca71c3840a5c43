import { fakeDevices } from '../../tests/support/browser/chromium-flags'
import { expect, expectConnected, test } from '../../tests/support/browser/calls'

// There are devices, and nobody to allow them but the test.
test.use({ mediaArguments: [fakeDevices()] })

test('where the camera is refused, help is shown and one joins without', async ({
  app,
  context,
  page,
  signIn,
}) => {
  await context.grantPermissions(['microphone'], { origin: app.url })
  await signIn('ada', '/call')
  await page.getByRole('button', { name: 'New group call' }).click()
  await page.getByRole('button', { name: 'Turn on camera and microphone' }).click()
  await expect(
    page.getByText('The browser does not have permission to use the camera.'),
  ).toBeVisible()
  await expect(page.getByText(/Open the site settings/)).toBeVisible()
  await expect(page.getByRole('meter', { name: 'Microphone level' })).toBeVisible()

  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await expectConnected(page)
  await expect(page.getByRole('button', { name: 'Mute' })).toBeVisible()
  await page.getByRole('button', { name: 'Turn camera on' }).click()
  await expect(
    page.getByText('The browser does not have permission to use the camera.'),
  ).toBeVisible()
  await expectConnected(page)
})
