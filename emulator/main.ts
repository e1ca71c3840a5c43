import { HELP, readArguments } from './arguments'
import { startEmulator } from './server'
import { StartError } from './core/start-error'

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2))
  if (options === 'help') {
    process.stdout.write(HELP)
    return
  }
  const emulator = await startEmulator(options)
  const stop = () => void emulator.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Last: whoever waits for this line may end the program right after it.
  console.log(`Emulator ready at ${emulator.url}`)
  console.log("Everything stays on this machine: this is not Microsoft's service.")
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
})
