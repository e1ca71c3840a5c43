import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, joinWithDevices, people, test } from './fixtures/calls'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// The shell around it is every page's.
async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).include('main').withTags(RULES).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

async function expectNoSidewaysScrolling(page: Page) {
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await overflow()).toBe(0)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`before, in and after a call axe finds nothing, in ${colorScheme}`, async ({ person }) => {
    const look = { colorScheme, reducedMotion: 'reduce' as const }
    const ada = await person('ada', '/call', look)
    await ada.getByRole('button', { name: 'Sample meeting' }).click()
    await ada.getByRole('meter').waitFor()
    await expectAccessible(ada)
    await joinWithDevices(ada)
    await expect(ada.getByText('Connected', { exact: true })).toBeVisible()

    const grace = await person('grace', '/call', look)
    await grace.getByRole('button', { name: 'Sample meeting' }).click()
    await joinWithDevices(grace)
    await expect(grace.getByText('waiting to be admitted')).toBeVisible()
    await expectAccessible(grace)
    await ada.getByRole('button', { name: 'Admit Grace Hopper' }).waitFor()
    await expectAccessible(ada)
    await ada.getByRole('button', { name: 'Admit Grace Hopper' }).click()
    await expect(people(ada)).toHaveCount(2)
    await ada.getByRole('button', { name: 'React' }).click()
    await ada.getByRole('button', { name: 'Devices' }).click()
    await ada.getByText('Keyboard shortcuts').click()
    await expectAccessible(ada)
    await ada.getByRole('button', { name: 'Leave' }).click()
    await expect(ada.getByRole('heading', { name: 'You left the call.' })).toBeFocused()
    await expectAccessible(ada)
  })
}

test('at 320 pixels nothing is cut off', async ({ person }) => {
  const page = await person('ada', '/call', { viewport: { width: 320, height: 640 } })
  await page.getByRole('button', { name: 'New group call' }).click()
  await expectNoSidewaysScrolling(page)
  await joinWithDevices(page)
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Devices' }).click()
  await expectNoSidewaysScrolling(page)
  await page.getByRole('button', { name: 'Leave' }).click()
  await expectNoSidewaysScrolling(page)
})
