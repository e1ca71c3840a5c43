import { createHash } from 'node:crypto'
import type { Answer, Headers } from '../../http'
import { Html, html, page } from '../../markup'
import { hiddenFields } from './authorize-form'

const SUBMIT = 'document.forms[0].submit()'
const SUBMIT_SOURCE = `'sha256-${createHash('sha256').update(SUBMIT).digest('base64')}'`

const SUBMIT_ELEMENT = new Html(`<script>${SUBMIT}</script>`)

/** `response_mode=form_post`: a form that sends itself, or waits for its button without JavaScript. */
export function formPostPage(
  redirectUri: string,
  values: Record<string, string>,
  headers: Headers,
): Answer {
  return page(
    'Continue',
    html`<h1>Signed in</h1>
      <form method="post" action="${redirectUri}">
        ${hiddenFields(Object.entries(values))}
        <div class="actions"><button class="primary">Continue</button></div>
      </form>
      ${SUBMIT_ELEMENT}`,
    { headers, formTargets: [new URL(redirectUri).origin], scripts: [SUBMIT_SOURCE] },
  )
}
