import type { EmulatorResponse, Headers } from '../../core/http'
import { html, inlineScript } from '../../core/html/markup'
import { page } from '../../core/html/page'

// The page has loaded when its frames have. An app that is down must not hold the person.
const continueWhenLoaded = inlineScript(`
const link = document.querySelector('a')
const proceed = () => { if (link) location.replace(link.href) }
addEventListener('load', proceed)
setTimeout(proceed, 5000)
`)

/** Loads the addresses in hidden frames, so that each app ends its own session, and goes on to `target`. */
export function signingOutPage(
  addresses: readonly string[],
  target: string | undefined,
  headers: Headers,
): EmulatorResponse {
  return page(
    'Signing out',
    html`<h1>You signed out of your account</h1>
      <p>The apps you had signed in to are told so.</p>
      ${target === undefined ? '' : html`<p><a href="${target}">Continue</a></p>`}
      ${addresses.map((address) => html`<iframe hidden title="Sign-out" src="${address}"></iframe>`)}`,
    {
      headers,
      script: continueWhenLoaded,
      frames: addresses.map((address) => new URL(address).origin),
    },
  )
}

/** Where a sign-out ends that names no registered address to return to. */
export function signedOutPage(headers: Headers): EmulatorResponse {
  return page(
    'Signed out',
    html`<h1>You signed out of your account</h1>
      <p>It’s a good idea to close all browser windows.</p>`,
    { headers },
  )
}
