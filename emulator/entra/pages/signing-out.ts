import type { Answer, Headers } from '../../core/http'
import { html, inlineScript } from '../../core/html/markup'
import { page } from '../../core/html/page'

// The page has loaded when its frames have. An app that is down must not hold the person.
const goOn = inlineScript(`
const onward = document.querySelector('a')
const goOn = () => { if (onward) location.replace(onward.href) }
addEventListener('load', goOn)
setTimeout(goOn, 5000)
`)

/** Loads the addresses in hidden frames, so that each app ends its own session, and goes on to `target`. */
export function signingOutPage(
  addresses: readonly string[],
  target: string | undefined,
  headers: Headers,
): Answer {
  return page(
    'Signing out',
    html`<h1>You signed out of your account</h1>
      <p>The apps you had signed in to are told so.</p>
      ${target === undefined ? '' : html`<p><a href="${target}">Continue</a></p>`}
      ${addresses.map((address) => html`<iframe hidden title="Sign-out" src="${address}"></iframe>`)}`,
    { headers, script: goOn, frames: addresses.map((address) => new URL(address).origin) },
  )
}
