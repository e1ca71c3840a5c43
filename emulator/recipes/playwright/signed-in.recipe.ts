import { expect, test } from '@playwright/test'

const { EMULATOR_URL = '', APP_URL = '' } = process.env

test('who has signed in is back in the app without a question', async ({ page }) => {
  // Your app sends the browser there.
  const request = new URLSearchParams({
    client_id: 'a0000000-0000-4000-8000-000000000002',
    response_type: 'code',
    redirect_uri: `${APP_URL}/auth-redirect`,
    scope: 'openid profile',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
  })
  await page.goto(`${EMULATOR_URL}/organizations/oauth2/v2.0/authorize?${request.toString()}`)
  await expect(page.getByText('The app')).toBeVisible()
  expect(new URL(page.url()).searchParams.get('code')).not.toBeNull()
})
