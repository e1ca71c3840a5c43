import { expect, test } from '../../tests/support/browser/long-calls'

const CALLS = 10
const RENEWALS = 3

test.setTimeout(5 * 60_000)

test('no call of a Teams user ends when its token is renewed', async ({ longCall }) => {
  let ended = 0
  for (let call = 1; call <= CALLS; call++) {
    const { page, renew } = await longCall('ada', 'teams-user')
    const renewals = await renew(RENEWALS)
    if (renewals < RENEWALS) ended++
    console.log(`call ${call}: renewed ${renewals} times`)
    await page.close()
  }
  console.log(`ended: ${ended} of ${CALLS}`)
  expect(ended).toBe(0)
})
