import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { variables } from '../../lib/env/variables'
import { startApp, startServer } from '../../tests/support/programs/app'
import { findEmulator } from '../../tests/support/programs/emulator'
import { freePort } from '../../tests/support/programs/free-port'
import { startProgram } from '../../tests/support/programs/program'
import { expect, test } from '../../tests/support/browser/test'

test('a start without configuration lists what is missing and where to find it, and exits', async () => {
  const nothing = Object.fromEntries(Object.keys(variables).map((name) => [name, '']))
  const program = startServer(await freePort(), nothing)
  await program.ended
  expect(program.process.exitCode).toBe(1)
  const output = program.output.join('\n')
  expect(output).toMatch(/AZURE_AD_TENANT_ID is missing\.\n.*Entra admin center/)
  expect(output).toMatch(/ACS_CONNECTION_STRING is missing\.\n.*Azure portal/)
  expect(output).not.toMatch(/^ +at /m)
})

const real = {
  NEXTAUTH_URL: 'https://calls.contoso.com',
  DATABASE_URL: 'postgres://acs@db.contoso.com/acs',
  AZURE_AD_TENANT_ID: '11111111-2222-4333-8444-555555555555',
  AZURE_AD_CLIENT_ID: '21111111-2222-4333-8444-555555555555',
  AZURE_AD_SPA_CLIENT_ID: '31111111-2222-4333-8444-555555555555',
  ACS_ENDPOINT: 'https://contoso.communication.azure.com',
}

for (const NODE_ENV of ['staging', 'development', '']) {
  for (const server of ['npm', 'next'] as const) {
    test(`${server} start is strict with NODE_ENV=${NODE_ENV}`, async () => {
      const port = await freePort()
      const secrets = { NEXTAUTH_SECRET: 'secret', AZURE_AD_CLIENT_SECRET: 'changeme' }
      const settings = { ...real, ...secrets, NODE_ENV }
      const program = startServer(port, settings, { server })
      await program.ended
      expect(program.process.exitCode).toBe(1)
      const output = program.output.join('\n')
      expect(output).toContain('NEXTAUTH_SECRET is a sample value.')
      expect(output).toContain('AZURE_AD_CLIENT_SECRET is a sample value.')
      expect(output).toContain('DATABASE_URL is without TLS')
    })
  }
}

test('what is allowed, but not wise, is in the log at start', async () => {
  const strong = randomBytes(32).toString('base64')
  const program = startServer(await freePort(), {
    ...real,
    NEXTAUTH_SECRET: strong,
    AZURE_AD_CLIENT_SECRET: strong,
    DATABASE_URL: 'postgres://nobody@db.invalid/acs?sslmode=disable',
    AZURE_AD_AUTHORITY_HOST: 'https://login.microsoftonline.us',
  })
  await program.line(/DATABASE_URL has sslmode=disable: the connection .* is not encrypted/)
  await program.line(/ACS_ENDPOINT is of the public cloud, and AZURE_AD_AUTHORITY_HOST of the US/)
  await program.stop('SIGKILL')
})

test('in development the pages say what is missing', async ({ page }) => {
  const nothing = Object.fromEntries(Object.keys(variables).map((name) => [name, '']))
  const port = await freePort()
  const args = ['node_modules/next/dist/bin/next', 'dev', '--port', String(port)]
  const program = startProgram(args, {
    ...nothing,
    NODE_ENV: 'development',
    NEXT_TELEMETRY_DISABLED: '1',
  })
  await program.line(/Ready in/)
  await page.goto(`http://localhost:${port}/identity`, { timeout: 45_000 })
  await expect(page.getByRole('heading', { name: 'The configuration is incomplete' })).toBeVisible()
  const missing = page.getByRole('listitem').filter({ hasText: 'AZURE_AD_TENANT_ID' })
  await expect(missing).toContainText('AZURE_AD_TENANT_ID is missing.')
  await expect(missing).toContainText('Entra admin center')
  await page.close()
  await program.stop()
})

test.describe('npm run demo', () => {
  let folder = ''

  test.beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'acs-demo-'))
  })

  test.afterEach(() => rm(folder, { recursive: true, force: true }))

  test('starts both programs, keeps a person’s identity over a restart, and leaves nothing running', async ({
    page,
  }) => {
    const [port, emulatorPort] = [await freePort(), await freePort()]
    const ports = { PORT: String(port), EMULATOR_PORT: String(emulatorPort), DEMO_FOLDER: folder }
    const identities: (string | null)[] = []
    for (const start of ['first', 'second']) {
      const demo = startProgram(['scripts/demo.js'], ports)
      await demo.line(/Ctrl-C stops both/)
      await page.goto(`http://localhost:${port}/identity`)
      if (start === 'first') {
        await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
        await page.getByRole('button', { name: 'ada@contoso.example' }).click()
        await page.getByRole('button', { name: 'Create my identity' }).click()
      }
      await page.getByRole('button', { name: 'Get a token' }).click()
      await expect(page.getByText('You have a token.')).toBeVisible()
      identities.push(await page.getByText(/^8:acs:/).textContent())
      await demo.stop('SIGINT')
      expect(demo.process.exitCode).toBe(0)
      for (const left of [port, emulatorPort]) {
        await expect(fetch(`http://localhost:${left}`)).rejects.toThrow()
      }
    }
    expect(identities[1]).toBe(identities[0])
  })

  test('lets origins, clients, scopes and a seed file through', async () => {
    const [port, emulatorPort] = [await freePort(), await freePort()]
    const [origin, clientId] = ['http://localhost:5173', crypto.randomUUID()]
    const apiScope = 'api://a0000000-0000-4000-8000-000000000001/access_as_user'
    const seed = path.join(folder, 'seed.json')
    const client = { clientId, displayName: 'A client of my own', redirectUris: { spa: [origin] } }
    await writeFile(seed, JSON.stringify({ apps: [{ ...client, consentedScopes: [apiScope] }] }))
    const demo = startProgram(['scripts/demo.js', '--seed', seed], {
      PORT: String(port),
      EMULATOR_PORT: String(emulatorPort),
      DEMO_FOLDER: folder,
      CORS_ALLOWED_ORIGINS: origin,
      AZURE_AD_ALLOWED_CLIENT_IDS: clientId,
      ACS_TOKEN_SCOPES: 'voip,chat',
    })
    await demo.line(/Ctrl-C stops both/)
    const emulator = await findEmulator(`http://localhost:${emulatorPort}`)
    const { access_token } = await emulator.tokens('ada', apiScope, { client_id: clientId })
    const response = await fetch(`http://localhost:${port}/api/token`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${access_token}`,
        'content-type': 'application/json',
        origin,
      },
      body: JSON.stringify({ scopes: ['chat'] }),
    })
    expect(response.status).toBe(201)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    await demo.stop('SIGINT')
  })

  test('says which options it has', async () => {
    const demo = startProgram(['scripts/demo.js', '--sede', 'file.json'])
    await demo.ended
    expect(demo.process.exitCode).toBe(1)
    expect(demo.output.join('\n')).toContain('npm run demo -- [--seed FILE]')
  })

  test('says which port is taken, and what to do', async () => {
    const port = await freePort()
    const squatter = createServer().listen(port, '127.0.0.1')
    const demo = startProgram(['scripts/demo.js'], { PORT: String(port), DEMO_FOLDER: folder })
    await demo.ended
    squatter.close()
    expect(demo.process.exitCode).toBe(1)
    expect(demo.output.join('\n').trim()).toBe(
      `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm run demo`,
    )
  })
})

test('without the emulator, a sign-in says that it does not run', async ({
  app,
  emulator,
  page,
}) => {
  // An instance that has seen no sign-in yet, whose emulator hangs up, as one that isn't there would.
  const fresh = await startApp({ emulator, databaseUrl: app.databaseUrl })
  await emulator.fault({ operation: 'entra.discovery', drop: 'before' })
  await page.goto(fresh.url)
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await expect(page.getByRole('heading', { name: 'The emulator is not responding' })).toBeVisible()
  await expect(page.getByText('npm run emulator')).toBeVisible()
  await page.goto('about:blank') // it may still be loading what the instance serves
  await fresh.stop()
})
