// `npm run demo`: the product and its local Microsoft cloud, from a fresh clone, with one command.
// `npm run demo -- --seed FILE` adds tenants, people and apps to the emulator's; `--oidc` has people sign in
// with the emulator's OpenID provider in place of Entra ID.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ensureBuild, startArguments } from './ensure-build.js'
import { ensurePackages } from './ensure-packages.js'
import { localSettings } from './local-settings.js'
import { waitForJson, isPortFree, start, stopAll } from './processes.js'

const port = process.env.PORT ?? '3000'
// Where the database and the emulator's identities are kept from one start to the next.
const folder = process.env.DEMO_FOLDER ?? '.data/demo'
const emulatorPort = process.env.EMULATOR_PORT ?? '4010'
const appUrl = `http://localhost:${port}`
const emulatorUrl = `http://localhost:${emulatorPort}`

/** What the person's own environment may say about local mode. */
const OWN_SETTINGS = ['CORS_ALLOWED_ORIGINS', 'AZURE_AD_ALLOWED_CLIENT_IDS', 'ACS_TOKEN_SCOPES']

let isEnding = false
process.on('SIGINT', () => end(0))
process.on('SIGTERM', () => end(0))

try {
  const { seed, oidc } = readOptions()
  await requireFree(port, 'PORT')
  await requireFree(emulatorPort, 'EMULATOR_PORT')
  await ensurePackages()
  await ensureBuild()
  mkdirSync(folder, { recursive: true })
  const emulator = await startEmulator(seed)
  await startApp(emulator, oidc ? 'oidc' : 'entra')
  console.log(`
  Ready. Everything runs on this machine; nothing of it is Microsoft's service.

    App        ${appUrl}
    Emulator   ${emulatorUrl} (Entra ID, ACS Identity, Microsoft Graph)
    Sign in    choose ${oidc ? 'a person' : `an account, for instance ${emulator.users[0].username}`}; no password is asked for

  Ctrl-C stops both.
`)
} catch (error) {
  await end(1, error instanceof Error ? error.message : String(error))
}

function readOptions() {
  try {
    return parseArgs({ options: { seed: { type: 'string' }, oidc: { type: 'boolean' } } }).values
  } catch (error) {
    throw new Error(
      `${/** @type {Error} */ (error).message}\nUsage: npm run demo -- [--seed FILE] [--oidc]`,
    )
  }
}

/** @param {string | undefined} seed a file with tenants, people and apps to add */
async function startEmulator(seed) {
  const state = `${folder}/emulator.json`
  const options = ['--port', emulatorPort, '--state', state, ...(seed ? ['--seed', seed] : [])]
  const args = ['--import', 'tsx', 'emulator/main.ts', ...options]
  endWith(start(process.execPath, args), 'The emulator')
  return waitForJson(`${emulatorUrl}/_emulator/config`)
}

/** @param {any} emulator what the emulator tells of itself @param {'entra' | 'oidc'} directory */
async function startApp(emulator, directory) {
  const databaseUrl = `file:${folder}/acs.db`
  const local = { appUrl, emulatorUrl, databaseUrl, secret: sessionSecret(), emulator, directory }
  const settings = { ...localSettings(local), ...ownSettings() }
  endWith(start(process.execPath, startArguments(port), settings), 'The app')
  await waitForJson(`${appUrl}/api/health/ready`)
}

function ownSettings() {
  const own = OWN_SETTINGS.map((name) => [name, process.env[name]])
  return Object.fromEntries(own.filter(([, value]) => value !== undefined))
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
