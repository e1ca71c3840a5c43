import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CLIENT_APP_ID } from '../core/config/samples'
import type { RunningEmulator } from '../server'
import { CONTOSO } from './entra'
import { localAuthority } from './local-authority'
import { startSite } from './site'

const bundles = dirname(createRequire(import.meta.url).resolve('@azure/msal-browser'))

/** A small single-page app's site: MSAL as it is distributed, a page for it, and its redirect bridge. */
export async function startMsalSite({ url }: RunningEmulator): Promise<string> {
  const files = new Map([
    ['/', page('msal-browser.js', startScript(url))],
    ['/signed-out', page('msal-browser.js', '')],
    ['/auth-redirect', page('bridge.js', 'msalRedirectBridge.broadcastResponseToMainFrame()')],
    ['/msal-browser.js', await readFile(join(bundles, 'msal-browser.min.js'), 'utf8')],
    [
      '/bridge.js',
      await readFile(join(bundles, 'redirect-bridge/msal-redirect-bridge.min.js'), 'utf8'),
    ],
  ])
  return startSite((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/html'
    response.setHeader('content-type', `${type}; charset=utf-8`)
    response.statusCode = files.has(path) ? 200 : 404
    response.end(files.get(path))
  })
}

function page(script: string, inline: string): string {
  return `<!doctype html><html lang="en"><title>Sample</title><link rel="icon" href="data:," />
<script src="/${script}"></script><script>${inline}</script></html>`
}

// `app` is the client, and `returned` what a redirect brought back, both as promises.
function startScript(url: string): string {
  const auth = { clientId: CLIENT_APP_ID, ...localAuthority(url, CONTOSO) }
  return `
const auth = { ...${JSON.stringify(auth)}, redirectUri: location.origin + '/auth-redirect' }
const app = msal.createStandardPublicClientApplication({ auth })
const returned = app.then((client) => client.handleRedirectPromise())`
}
