// Chromium's command-line flags, once for tests and scripts. emulator/testing/browser.ts has its own:
// the emulator imports nothing from outside.

/** What every browser is started with: no sandbox, as in a container, and nothing in the background. */
export const commonFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * For the browser no hosts exist but this machine's, and what `rules` map to it, such as
 * `MAP *.cloud.test 127.0.0.1`.
 */
export function thisMachineOnly(...rules: string[]): string {
  const all = [...rules, 'MAP * ~NOTFOUND', 'EXCLUDE localhost', 'EXCLUDE 127.0.0.1']
  return `--host-resolver-rules=${all.join(', ')}`
}

/** Chromium's fake cameras, microphones and speakers, in place of the machine's. */
export function fakeDevices({ count = 1 } = {}): string {
  return `--use-fake-device-for-media-stream=device-count=${count}`
}

/** Every request for a device is granted without asking. */
export const GRANT_DEVICES = '--use-fake-ui-for-media-stream'

/** A request to share a screen gets this one, without asking. */
export const shareScreenFlags = [
  '--auto-select-desktop-capture-source=Entire screen',
  '--auto-accept-this-tab-capture',
]
