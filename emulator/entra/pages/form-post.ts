import type { EmulatorResponse, Headers } from '../../core/http'
import { hiddenFields, html, inlineScript } from '../../core/html/markup'
import { page } from '../../core/html/page'

const submit = inlineScript('document.forms[0].submit()')

/** `response_mode=form_post`: a form that sends itself, or waits for its button without JavaScript. */
export function formPostPage(
  redirectUri: string,
  values: Record<string, string>,
  headers: Headers,
): EmulatorResponse {
  return page(
    'Continue',
    html`<h1>Signed in</h1>
      <form method="post" action="${redirectUri}">
        ${hiddenFields(Object.entries(values))}
        <div class="actions"><button class="primary">Continue</button></div>
      </form>`,
    { headers, formTargets: [new URL(redirectUri).origin], script: submit },
  )
}
