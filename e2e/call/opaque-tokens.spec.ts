import {
  expect,
  expectConnected,
  expectMoving,
  joinWithDevices,
  people,
  test,
} from '../../tests/support/browser/calls'

// The shape that Microsoft prepares: nothing can be read from it, and its expiry is what the server says.
test.use({ emulatorArguments: ['--opaque-tokens'] })

test('two people call each other', async ({ person }) => {
  const path = '/call?group=a3f0c1de-0000-4000-8000-0000000000ff'
  const ada = await person('ada', path)
  const grace = await person('grace', path)
  await joinWithDevices(ada)
  await expectConnected(ada)
  await joinWithDevices(grace)
  await expectConnected(grace)
  await expect(people(ada)).toHaveCount(2)
  await expectMoving(ada, 'Camera of Grace Hopper')
  await expectMoving(grace, 'Camera of Ada Lovelace')
})

test('the page of the identity shows the token and its expiry, and no claims', async ({
  person,
}) => {
  const page = await person('grace', '/identity')
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await page.getByRole('button', { name: 'Get a token' }).click()
  const token = page.getByRole('region', { name: 'ACS user token' })
  await expect(token.getByText(/in 59 min \d+ s/)).toBeVisible()
  await token.getByRole('button', { name: 'Show' }).click()
  await expect(token.getByRole('textbox', { name: 'Token' })).toHaveValue(/^[\w-]{100,}$/)
  await expect(token.getByText('This token is opaque: only its issuer can read it.')).toBeVisible()
})
