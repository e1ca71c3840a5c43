import type { Answer, Headers } from '../../core/http'
import { html } from '../../core/html/markup'
import { page } from '../../core/html/page'

/** Where a sign-out ends that names no registered address to return to. */
export function signedOutPage(headers: Headers): Answer {
  return page(
    'Signed out',
    html`<h1>You signed out of your account</h1>
      <p>It’s a good idea to close all browser windows.</p>`,
    { headers },
  )
}
