import type { BrowserContext, Page } from 'playwright'

const MEETING = 'Sample meeting'

/** The page of calls; `others` are people of their own sessions, who leave with the scene. */
export const callScenes: Record<string, { person: true; open: (page: Page) => Promise<unknown> }> =
  {
    'call-before': { person: true, open: openBefore },
    'call-person': {
      person: true,
      async open(page) {
        await page.goto('/call')
        await page.getByRole('meter').waitFor()
        await page
          .getByRole('textbox', { name: 'Who or what do you want to call?' })
          .fill('grace@contoso.example')
        await page.getByRole('button', { name: 'Look up this person' }).click()
        await page.getByText('Microsoft’s code').or(page.getByText('Grace Hopper')).waitFor()
      },
    },
    'call-refused': {
      person: true,
      async open(page) {
        await openBefore(page)
        await page.evaluate(() => {
          const refusal = new DOMException('', 'NotAllowedError')
          navigator.mediaDevices.getUserMedia = () => Promise.reject(refusal)
        })
        await page.getByRole('button', { name: 'Turn camera off' }).click()
        await page.getByRole('button', { name: 'Turn camera on' }).click()
        await page.getByText('Open the site settings').waitFor()
      },
    },
    'call-lobby': {
      person: true,
      async open(page) {
        await withOther(page, async (other) => {
          await join(other, MEETING)
          await join(page, MEETING)
          await page.getByText('waiting to be admitted').waitFor()
        })
      },
    },
    'call-connected': {
      person: true,
      async open(page) {
        await withOther(page, async (other) => {
          await join(page, MEETING)
          await page.getByText('Connected', { exact: true }).waitFor()
          await join(other, MEETING)
          await page.getByRole('button', { name: /^Admit/ }).click()
          await other.getByRole('button', { name: 'Raise hand' }).click()
          await page.getByRole('img', { name: 'Camera of Grace Hopper' }).waitFor()
          await page.getByRole('button', { name: 'React' }).click()
          await page.waitForTimeout(1500)
        })
      },
    },
    'call-admit': {
      person: true,
      async open(page) {
        await withOther(page, async (other) => {
          await join(page, MEETING)
          await page.getByText('Connected', { exact: true }).waitFor()
          await join(other, MEETING)
          await page.getByRole('button', { name: /^Admit/ }).waitFor()
        })
      },
    },
    'call-ended': {
      person: true,
      async open(page) {
        await join(page, 'New group call')
        await page.getByText('Connected', { exact: true }).waitFor()
        await page.getByRole('button', { name: 'Leave' }).click()
        await page.getByRole('button', { name: 'Join again' }).waitFor()
      },
    },
  }

async function openBefore(page: Page) {
  await page.goto('/call')
  await page.getByRole('meter').waitFor()
  await page.getByRole('button', { name: MEETING }).click()
}

async function join(page: Page, suggestion: string) {
  await openBefore(page)
  await page.getByRole('button', { name: suggestion }).click()
  await page.getByRole('button', { name: 'Join', exact: true }).click()
}

let others: BrowserContext | undefined

async function withOther(page: Page, scene: (other: Page) => Promise<void>) {
  // Who was in the scene before leaves first.
  await others?.close()
  await page.goto('/')
  await page.waitForTimeout(6000)
  others = await page
    .context()
    .browser()
    ?.newContext({ baseURL: new URL(page.url()).origin })
  const other = await others?.newPage()
  if (!other) return
  await other.goto('/identity')
  await other.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await other.getByRole('button', { name: 'grace@contoso.example' }).click()
  await other.getByRole('button', { name: /^Account/ }).waitFor()
  await scene(other)
}
