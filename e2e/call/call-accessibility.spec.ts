import type { Page } from '@playwright/test'
import { expectAccessible } from '../../tests/support/browser/accessible'
import {
  expect,
  expectConnected,
  joinWithDevices,
  people,
  test,
  waitInLobby,
} from '../../tests/support/browser/calls'

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
    await expectConnected(ada)

    const grace = await person('grace', '/call', look)
    await waitInLobby(grace)
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
  await expectConnected(page)
  await page.getByRole('button', { name: 'Devices' }).click()
  await expectNoSidewaysScrolling(page)
  await page.getByRole('button', { name: 'Leave' }).click()
  await expectNoSidewaysScrolling(page)
})
