import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../../tests/support/browser/test'

/** Tabs until `target` has the focus, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible()
  for (let count = 0; count < 40; count++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error('Tab does not lead there.')
}

test('a person signs in, gets a token and signs out, with the keyboard alone', async ({ page }) => {
  const press = async (name: string | RegExp) => {
    const button = page.getByRole('button', { name })
    await expect(button).toBeEnabled()
    await tabTo(page, button)
    await page.keyboard.press('Enter')
  }
  await page.goto('/identity')
  await press('Sign in with Microsoft')
  await press('ada@contoso.example')
  await expect(page).toHaveURL(/\/identity$/)
  await press('Create my identity')
  await expect(page.getByText('Your identity is ready.')).toBeVisible()
  await press('Get a token')
  await expect(page.getByText('You have a token.')).toBeVisible()

  await press('Delete my identity')
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Delete my identity' })).toBeFocused()

  await press(/^Account of/)
  await press('Sign out of this app')
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
})

test('the first stop of a page skips to its content', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to main content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('after an identity is deleted, the focus stays with it', async ({ page, signIn }) => {
  await signIn('ada', '/identity')
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await page.getByRole('button', { name: 'Delete my identity' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('Your identity is deleted.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Your identity', exact: true })).toBeFocused()
})
