import type { Page } from 'playwright'
import { callScenes } from './call-scenes'

/** What a picture is taken of: the page in a state worth looking at, with or without a person. */
export const scenes: Record<string, { person?: true; open: (page: Page) => Promise<unknown> }> = {
  'home-signed-out': { open: (page) => page.goto('/') },
  'signed-out': { open: (page) => page.goto('/signed-out') },
  error: { open: (page) => page.goto('/error?error=OAuthCallback&code=AADSTS90094') },
  'api-reference': {
    async open(page) {
      await page.goto('/api-reference')
      await page.getByText('Get an ACS user token, creating').click()
    },
  },
  'not-found': { open: (page) => page.goto('/nowhere') },
  'home-signed-in': {
    person: true,
    async open(page) {
      await page.goto('/')
      await page.getByText('Analyst').waitFor()
    },
  },
  'account-menu': {
    person: true,
    async open(page) {
      await page.goto('/')
      await page.getByRole('button', { name: /^Account/ }).click()
    },
  },
  'identity-none': { person: true, open: (page) => page.goto('/identity') },
  'identity-problem': {
    person: true,
    async open(page) {
      await page.route('**/api/user', (route) => route.abort())
      await page.goto('/identity')
      await page.getByRole('button', { name: 'Create my identity' }).click()
      await page.getByRole('alert').filter({ hasText: 'Code' }).waitFor()
      await page.unroute('**/api/user')
    },
  },
  'identity-token': {
    person: true,
    async open(page) {
      await page.goto('/identity')
      await page.getByRole('button', { name: 'Create my identity' }).click()
      await page.getByRole('button', { name: 'Get a token' }).click()
      await page.getByText('You have a token.').waitFor()
      await page.getByText('POST /api/token').click()
    },
  },
  'identity-delete': {
    person: true,
    async open(page) {
      await page.goto('/identity')
      await page.getByRole('button', { name: 'Delete my identity' }).click()
      await page.getByRole('button', { name: 'Keep it' }).waitFor()
    },
  },
  'teams-idle': { person: true, open: (page) => page.goto('/teams') },
  'teams-token': { person: true, open: openTeamsToken },
  ...callScenes,
}

export async function signIn(page: Page) {
  await page.goto('/identity')
  if (await page.getByRole('button', { name: /^Account/ }).isVisible()) return
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await page.getByRole('button', { name: 'ada@contoso.example' }).click()
  await page.getByRole('button', { name: /^Account/ }).waitFor()
}

async function openTeamsToken(page: Page) {
  await page.goto('/teams')
  await page.getByRole('radio', { name: 'By redirect' }).click()
  await page.getByRole('button', { name: 'Get my Teams token' }).click()
  const accept = page.getByRole('button', { name: 'Accept' })
  const done = page.getByText('You have a Teams user token.')
  await accept.or(done).waitFor()
  if (await accept.isVisible()) await accept.click()
  await done.waitFor()
}
