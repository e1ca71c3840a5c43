import { joinAsTeamsUser, renew, expect, test } from './fixtures/long-calls'

const CALLS = 10
const RENEWALS = 3

test.setTimeout(5 * 60_000)

test('no call of a Teams user ends when its token is renewed', async ({ clock, person }) => {
  let ended = 0
  for (let call = 1; call <= CALLS; call++) {
    const page = await person('ada')
    await clock.install(page)
    await page.goto('/call')
    const renewals = await renew(page, clock, await joinAsTeamsUser(page), RENEWALS)
    const heading = page.getByRole('heading', { level: 1 })
    console.log(`call ${call}: ${renewals} renewals, ${await heading.textContent()}`)
    if (renewals < RENEWALS) ended++
    await page.close()
  }
  console.log(`ended: ${ended} of ${CALLS}`)
  expect(ended).toBe(0)
})
