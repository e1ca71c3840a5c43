import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from '../../tests/support/browser/test'

test('the commands for a token from the emulator work as they are written', async ({
  app,
  emulator,
}) => {
  const guide = await readFile('docs/calling-the-api.md', 'utf8')
  const [, commands = ''] = /```sh\n(EMULATOR=.*?)```/s.exec(guide) ?? []
  const script = commands
    .replace('http://localhost:4010', emulator.url)
    .replace('http://localhost:3000', app.url)
  const { stdout } = await promisify(execFile)('sh', ['-c', script])
  expect(JSON.parse(stdout)).toMatchObject({
    token: expect.stringMatching(/^eyJ/),
    user: { communicationUserId: expect.stringMatching(/^8:acs:/) },
  })
})
