// Starts the emulator and an app, and keeps a browser state in which Ada has signed in: no test sees the
// account picker.
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { startEmulator } from 'acs-emulator'
import { ADA } from './playwright.config'

export default async function setup(): Promise<() => Promise<void>> {
  const emulator = await startEmulator({ port: 0 })
  process.env.EMULATOR_URL = emulator.url
  const response = await fetch(`${emulator.url}/_emulator/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ username: 'ada@contoso.example' }),
  })
  await mkdir(dirname(ADA), { recursive: true })
  await writeFile(ADA, await response.text())

  // Your own app stands here, or in `webServer` of the configuration.
  const app = createServer((_request, response) => response.end('The app'))
  await once(app.listen(0, 'localhost'), 'listening')
  process.env.APP_URL = `http://localhost:${(app.address() as AddressInfo).port}`
  return async () => {
    app.close()
    app.closeAllConnections()
    await emulator.close()
  }
}
