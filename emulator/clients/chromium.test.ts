import type { Page } from 'playwright'
import { beforeEach, expect, test } from 'vitest'
import { findBrowser } from '../../scripts/browser.js'
import { samples } from '../core/config/samples'
import { launchBrowser, openPage } from '../testing/browser'
import { createIdentity, sendSigned, VERSION } from '../testing/communication'
import { startTestEmulator } from '../testing/emulator'
import { CONTOSO, sampleUser, serverRequest } from '../testing/entra'
import { writeSeed } from '../testing/seed'
import { startSite } from '../testing/site'

// What only a browser can say: that the pages work under their own policies.

const received: string[] = []
// A web app that notes what it is asked, with the body of a form.
const app = await startSite((request, response) => {
  void request.toArray().then((chunks: Buffer[]) => {
    const body = Buffer.concat(chunks).toString()
    received.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`)
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>App</title><link rel="icon" href="data:," />')
  })
})
const apps = [{ ...samples.apps[0], frontChannelLogoutUri: `${app}/front-channel` }]
const emulator = await startTestEmulator({ seedFile: await writeSeed({ apps }) })
const browser = await launchBrowser(findBrowser())

beforeEach(async () => {
  await emulator.reset()
  received.length = 0
})

async function signIn(parameters: Record<string, string> = {}): Promise<Page> {
  const redirect_uri = `${app}/api/auth/callback/azure-ad`
  const query = new URLSearchParams(serverRequest({ redirect_uri, ...parameters }))
  const page = await openPage(browser, `${emulator.url}/${CONTOSO}/oauth2/v2.0/authorize?${query}`)
  await page.getByRole('button', { name: sampleUser('ada').username }).click()
  await page.waitForURL(`${app}/**`)
  return page
}

test('form_post sends itself to the app', async () => {
  await signIn({ response_mode: 'form_post', state: 'mine' })
  expect(received).toEqual([
    expect.stringMatching(
      /^POST \/api\/auth\/callback\/azure-ad code=1\.A.*&state=mine$/,
    ) as string,
  ])
})

test('a sign-out tells the app in a hidden frame, and then returns', async () => {
  const page = await signIn()
  received.length = 0
  const query = new URLSearchParams({ post_logout_redirect_uri: `${app}/signed-out` })
  await page.goto(`${emulator.url}/${CONTOSO}/oauth2/v2.0/logout?${query}`)
  await page.waitForURL(`${app}/signed-out`)
  expect(received).toEqual([
    expect.stringMatching(/^GET \/front-channel\?sid=[\da-f-]{36} $/) as string,
    'GET /signed-out ',
  ])
})

test('the front page follows what happens, and its button resets', async () => {
  const page = await openPage(browser, emulator.url)
  const id = await createIdentity(emulator)
  await page.getByRole('cell', { name: id, exact: true }).waitFor()
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.getByText('None yet.').waitFor()
  expect(await page.getByRole('cell', { name: id, exact: true }).count()).toBe(0)
})

test('the front page says why a request was refused', async () => {
  const page = await openPage(browser, emulator.url)
  await emulator.fetch('/v1.0/me')
  await page.getByText('401 InvalidAuthenticationToken').waitFor()
})

test('a fault can be set on the front page, and cleared', async () => {
  const page = await openPage(browser, emulator.url)
  await page.getByLabel('Operation').selectOption('acs.createIdentity')
  await page.getByLabel('Effect').selectOption('503 Service Unavailable')
  await page.getByLabel('Times').fill('2')
  await page.getByRole('button', { name: 'Set fault' }).click()
  await page.getByText('Set: it waits for the next request.').waitFor()
  expect((await sendSigned(emulator, `/identities?${VERSION}`)).status).toBe(503)
  await page.getByRole('button', { name: 'Clear faults' }).click()
  await page.getByText('No faults wait any more.').waitFor()
  expect((await sendSigned(emulator, `/identities?${VERSION}`)).status).toBe(201)
})

test('a page of the app cannot press that button', async () => {
  const page = await openPage(browser, app)
  await createIdentity(emulator)
  await page.evaluate((address) => {
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: `${address}/_emulator/reset` })
    document.body.append(form)
    form.submit()
  }, emulator.url)
  await page.waitForURL(`${emulator.url}/**`)
  expect(await page.textContent('body')).toContain('ForeignOrigin')
  const state = await emulator.fetch('/_emulator/state')
  expect(await state.text()).toContain('8:acs:')
})
