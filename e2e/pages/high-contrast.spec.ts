import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../../tests/support/browser/accessible'
import {
  expect,
  expectConnected,
  joinWithDevices,
  people,
  test,
  waitInLobby,
} from '../../tests/support/browser/calls'
import { openPages, privatePages } from '../../tests/support/browser/pages'

const look = { forcedColors: 'active', reducedMotion: 'reduce' } as const

// Colors are the person's own, and not for axe to judge; all else is as on any page.
const NOT_OURS = ['color-contrast']

/** Without backgrounds of the page's choice, a border is what tells a button from a word. */
async function expectBorders(page: Page) {
  const bare = await page
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => getComputedStyle(button).borderTopWidth === '0px')
        .map((button) => button.ariaLabel ?? button.textContent),
    )
  expect(bare).toEqual([])
}

function colorOf(locator: Locator, property: 'color' | 'backgroundColor' | 'borderBottomColor') {
  return locator.evaluate((element, name) => getComputedStyle(element)[name], property)
}

test('every page is complete in high contrast', async ({ person }) => {
  const page = await person('ada', '/', look)
  for (const path of [...openPages, ...privatePages]) {
    await page.goto(path)
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expectBorders(page)
    await expectAccessible(page, NOT_OURS)
  }
  const banner = page.getByRole('note').filter({ hasText: 'Local mode' })
  expect(await colorOf(banner, 'borderBottomColor')).toBe(await colorOf(banner, 'color'))
  await page.getByRole('button', { name: /^Account of/ }).click()
  await expectBorders(page)

  await page.goto('/identity')
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByRole('progressbar')).toHaveCSS('border-top-width', '1px')
})

test('a call is complete in high contrast', async ({ person }) => {
  const ada = await person('ada', '/call', look)
  await ada.getByRole('button', { name: 'Sample meeting' }).click()
  const bars = ada.getByRole('meter', { name: 'Microphone level' }).locator('span')
  const silent = await colorOf(bars.last(), 'backgroundColor')
  await expect.poll(() => colorOf(bars.first(), 'backgroundColor')).not.toBe(silent)
  await expectAccessible(ada, NOT_OURS)
  await joinWithDevices(ada)
  await expectConnected(ada)

  const grace = await person('grace', '/call', look)
  await waitInLobby(grace)
  const share = grace.getByRole('button', { name: 'Share screen' })
  const mute = grace.getByRole('button', { name: 'Mute' })
  expect(await colorOf(share, 'color')).not.toBe(await colorOf(mute, 'color'))
  await ada.getByRole('button', { name: 'Admit Grace Hopper' }).waitFor()
  await expectBorders(ada)
  await ada.getByRole('button', { name: 'Admit Grace Hopper' }).click()
  await expect(people(ada)).toHaveCount(2)

  const tile = ada.locator('figure').filter({ hasText: 'Grace Hopper' })
  await expect(tile).toHaveAttribute('data-speaking', 'true')
  const frame = await tile.evaluate((element) => {
    const { borderTopWidth, borderTopColor } = getComputedStyle(element, '::after')
    return { borderTopWidth, borderTopColor }
  })
  expect(frame.borderTopWidth).toBe('3px')
  expect(frame.borderTopColor).not.toBe(await colorOf(tile, 'borderBottomColor'))
  const speaker = people(ada).filter({ hasText: 'Grace Hopper' })
  const signs = speaker.locator('[data-speaking=true]')
  expect(await colorOf(signs, 'color')).not.toBe(await colorOf(speaker, 'color'))

  await ada.getByRole('button', { name: 'Mute' }).click()
  await expect(ada.getByRole('button', { name: 'Unmute' }).getByText('Unmute')).toBeVisible()
  const off = ada.getByRole('button', { name: 'Unmute' }).locator('svg')
  expect(await colorOf(off, 'color')).toBe(await colorOf(mute, 'color'))
  await ada.getByRole('button', { name: 'React' }).click()
  await ada.getByRole('button', { name: 'Devices' }).click()
  await expectBorders(ada)
  await expectAccessible(ada, NOT_OURS)
  await ada.getByRole('button', { name: 'Leave' }).click()
  await expect(ada.getByRole('heading', { name: 'You left the call.' })).toBeFocused()
  await expectBorders(ada)
  await expectAccessible(ada, NOT_OURS)
})
