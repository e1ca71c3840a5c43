import { expectAccessible } from '../../tests/support/browser/accessible'
import { openPages, privatePages } from '../../tests/support/browser/pages'
import { expect, test } from '../../tests/support/browser/test'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    // Colors are measured where they come to rest.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    for (const path of openPages) {
      test(`${path} is accessible to who is signed out`, async ({ page }) => {
        await page.goto(path)
        await expectAccessible(page)
      })
    }

    for (const path of [...openPages, ...privatePages]) {
      test(`${path} is accessible to who is signed in`, async ({ page, signIn }) => {
        await signIn('ada')
        await page.goto(path)
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
        await expectAccessible(page)
      })
    }

    test('menus, tokens, details and questions are accessible', async ({ page, signIn }) => {
      await signIn('ada', '/identity')
      await page.getByRole('button', { name: 'Theme' }).click()
      await expectAccessible(page)
      await page.getByRole('button', { name: /^Account of/ }).click()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Create my identity' }).click()
      await page.getByRole('button', { name: 'Get a token' }).click()
      await page.getByRole('button', { name: 'Show' }).click()
      await page.getByText('POST /api/token').click()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Delete my identity' }).click()
      await expect(page.getByRole('button', { name: 'Keep it' })).toBeVisible()
      await expectAccessible(page)
    })

    test('a problem is accessible', async ({ emulator, page, signIn }) => {
      await signIn('ada', '/identity')
      await emulator.fault({ operation: 'acs.createIdentity', status: 500 })
      await page.getByRole('button', { name: 'Create my identity' }).click()
      await expect(page.getByRole('alert').filter({ hasText: 'Code' })).toBeVisible()
      await expectAccessible(page)
    })

    test('both Teams tokens are accessible', async ({ page, signIn }) => {
      await signIn('ada', '/teams')
      await page.getByRole('radio', { name: 'By redirect' }).click()
      await page.getByRole('button', { name: 'Get my Teams token' }).click()
      await page.getByRole('button', { name: 'Accept' }).click()
      await expect(page.getByText('You have a Teams user token.')).toBeVisible()
      await expectAccessible(page)
    })

    test('an operation of the reference is accessible', async ({ page }) => {
      await page.goto('/api-reference')
      for (const summary of await page.locator('main summary').all()) await summary.click()
      await expectAccessible(page)
    })
  })
}
