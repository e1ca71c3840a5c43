import { readFile } from 'node:fs/promises'
import { createIdentity, expect, test } from '../../tests/support/browser/test'

test('a person takes along what is kept about them, and has it erased', async ({
  emulator,
  page,
  signIn,
}) => {
  await signIn('ada', '/identity')
  await createIdentity(page)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export my data' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('my-data.json')
  const kept = JSON.parse(await readFile(await download.path(), 'utf8')) as unknown
  const [identity] = (await emulator.state()).identities
  expect(kept).toMatchObject({
    person: { subject: emulator.user('ada').objectId },
    identities: [{ acsUserId: identity?.id }],
    sessions: [{}],
  })

  await page.getByRole('button', { name: 'Erase my data' }).click()
  await page.getByRole('button', { name: 'Keep it' }).last().click()
  await page.getByRole('button', { name: 'Erase my data' }).click()
  await page.getByRole('button', { name: 'Erase and sign out' }).click()
  await expect(page).toHaveURL(/\/signed-out$/)
  expect((await emulator.state()).identities.map(({ deleted }) => deleted)).toEqual([true])
  expect((await page.request.get('/api/user')).status()).toBe(401)
})
