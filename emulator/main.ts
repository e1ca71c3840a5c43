#!/usr/bin/env node
import { HELP, readArguments } from './arguments'
import { startEmulator } from './server'
import { StartError } from './core/start-error'
import { findTls } from './tls/find-tls'
import { trustInstructions } from './tls/trust-instructions'

async function main(): Promise<void> {
  const { command, options } = readArguments(process.argv.slice(2))
  if (command === 'help') {
    process.stdout.write(HELP)
    return
  }
  if (command === 'trust') {
    const { authorityFile } = (await findTls(options)) ?? {}
    if (authorityFile === undefined)
      throw new StartError('--trust is for the development certificate.')
    process.stdout.write(trustInstructions(authorityFile))
    return
  }
  const emulator = await startEmulator(options)
  const stop = () => void emulator.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const isOpen = options.host !== undefined
  if (isOpen) {
    console.log(
      `It listens on ${options.host}: whoever reaches this machine there can use it. Its control API asks nobody who they are, and its secrets are public.`,
    )
  }
  if (emulator.authorityFile !== undefined) {
    console.log(`Clients must trust ${emulator.authorityFile}: --trust says how.`)
  }
  // Last: whoever waits for these lines may end the program right after them.
  console.log(`Emulator ready at ${emulator.url}`)
  console.log(
    isOpen
      ? "This is not Microsoft's service."
      : "Everything stays on this machine: this is not Microsoft's service.",
  )
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
})
