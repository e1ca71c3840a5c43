// `npm run demo`: the product and its local Microsoft cloud, from a fresh clone, with one command.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { ensureBuild, startArguments } from './ensure-build.js'
import { ensurePackages } from './ensure-packages.js'
import { localSettings } from './local-settings.js'
import { answerOf, isPortFree, start, stopAll } from './processes.js'

const port = process.env.PORT ?? '3000'
// Where the database and the emulator's identities are kept from one start to the next.
const folder = process.env.DEMO_FOLDER ?? '.data/demo'
const emulatorPort = process.env.EMULATOR_PORT ?? '4010'
const appUrl = `http://localhost:${port}`
const emulatorUrl = `http://localhost:${emulatorPort}`

let isEnding = false
process.on('SIGINT', () => end(0))
process.on('SIGTERM', () => end(0))

try {
  await requireFree(port, 'PORT')
  await requireFree(emulatorPort, 'EMULATOR_PORT')
  await ensurePackages()
  await ensureBuild()
  mkdirSync(folder, { recursive: true })
  const emulator = await startEmulator()
  await startApp(emulator)
  console.log(`
  Ready. Everything runs on this machine; nothing of it is Microsoft's service.

    App        ${appUrl}
    Emulator   ${emulatorUrl} (Entra ID, ACS Identity, Microsoft Graph)
    Sign in    choose an account, for instance ${emulator.users[0].username}; no password is asked for

  Ctrl-C stops both.
`)
} catch (error) {
  await end(1, error instanceof Error ? error.message : String(error))
}

async function startEmulator() {
  const state = `${folder}/emulator.json`
  const args = ['--import', 'tsx', 'emulator/main.ts', '--port', emulatorPort, '--state', state]
  endWith(start(process.execPath, args), 'The emulator')
  return answerOf(`${emulatorUrl}/_emulator/config`)
}

/** @param {any} emulator what the emulator says of itself */
async function startApp(emulator) {
  const databaseUrl = `file:${folder}/acs.db`
  const settings = { appUrl, emulatorUrl, databaseUrl, secret: sessionSecret(), emulator }
  endWith(start(process.execPath, startArguments(port), localSettings(settings)), 'The app')
  await answerOf(`${appUrl}/api/health/ready`)
}

/** @param {string} wanted @param {string} variable */
async function requireFree(wanted, variable) {
  if (await isPortFree(Number(wanted))) return
  throw new Error(
    `Port ${wanted} is taken by another program. Stop it, or choose another port: ${variable}=${Number(wanted) + 1} npm run demo`,
  )
}

// Kept, so that a browser stays signed in from one start to the next.
function sessionSecret() {
  const file = `${folder}/session-secret`
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** @param {import('node:child_process').ChildProcess} child @param {string} name */
function endWith(child, name) {
  child.once('exit', () => end(1, `${name} has stopped.`))
}

/** @param {number} code @param {string} [message] */
async function end(code, message) {
  if (isEnding) return
  isEnding = true
  if (message) console.error(`\n${message}\n`)
  await stopAll()
  process.exit(code)
}
