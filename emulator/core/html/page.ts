import type { EmulatorResponse, Headers } from '../http'
import { type Html, html, type Inline, inlineStyle } from './markup'

const STYLE = inlineStyle(`
:root { color-scheme: light dark; --page: #f3f4f6; --card: #fff; --text: #1b1d22; --soft: #5a606b;
  --line: #d5d9e0; --accent: #3b4cca; --accent-text: #fff; --note: #fff4d6; --note-text: #5c4300 }
@media (prefers-color-scheme: dark) {
  :root { --page: #14161b; --card: #1e2128; --text: #eceef2; --soft: #a5acb8; --line: #3a3f4a;
    --accent: #9aa8ff; --accent-text: #14161b; --note: #3a3016; --note-text: #ffe2a0 }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; grid-template-columns: minmax(0, 1fr);
  place-items: start center; padding: 1rem;
  background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 28rem; margin-top: 4vh; padding: 1.5rem; border-radius: .75rem;
  border: 1px solid var(--line); background: var(--card); overflow-wrap: anywhere }
h1 { margin: 0 0 .25rem; font-size: 1.375rem; line-height: 1.25 }
h2 { margin: 1.25rem 0 .25rem; font-size: 1rem }
p { margin: .5rem 0 }
.label { margin: -1.5rem -1.5rem 1.25rem; padding: .5rem 1.5rem; border-radius: .7rem .7rem 0 0;
  background: var(--note); color: var(--note-text); font-size: .875rem; font-weight: 600 }
.soft, dt { color: var(--soft); font-size: .875rem }
ul.accounts { list-style: none; margin: 1rem 0 0; padding: 0; display: grid; gap: .5rem }
ul.plain { margin: .25rem 0; padding-left: 1.25rem }
dl { margin: 1rem 0 0 } dd { margin: 0 0 .5rem }
button, select, input[type='number'] { font: inherit; max-width: 100%; cursor: pointer; border-radius: .5rem; border: 1px solid var(--line);
  background: transparent; color: inherit; padding: .5rem 1rem; min-height: 2.75rem }
button:hover { border-color: var(--accent) }
button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
button.account { width: 100%; text-align: left; padding: .625rem .875rem }
button.account span { display: block }
button.account .username { font-weight: 600 }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-text);
  font-weight: 600 }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1.25rem }
@media (max-width: 24rem) {
  body { padding: .5rem } main { padding: 1rem; margin-top: 0 }
  .label { margin: -1rem -1rem 1rem; padding: .5rem 1rem }
}
a { color: var(--accent) }
code { font-size: .875rem }
`)

export interface PageOptions {
  status?: number
  headers?: Headers
  /** Where the page's forms end up after redirects, besides here: Chromium checks every hop. */
  formTargets?: readonly string[]
  /** A style besides the one of every page. */
  style?: Inline
  /** A script at the end of the page. It may ask this origin for more. */
  script?: Inline
  /** The origins of the page's frames. */
  frames?: readonly string[]
  /** Whether requests of the page carry a referrer: without one a form's `Origin` is `null`. */
  sendReferrer?: boolean
}

/** A whole page under a policy that allows what is its own and nothing else from anywhere. */
export function page(title: string, content: Html, options: PageOptions = {}): EmulatorResponse {
  const { status = 200, headers, style, script, sendReferrer } = options
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${STYLE.element} ${style?.element ?? ''}
      </head>
      <body>
        <main>
          <p class="label">Local emulator, not Microsoft</p>
          ${content}
        </main>
        ${script?.element ?? ''}
      </body>
    </html> `
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy(options),
      'referrer-policy': sendReferrer ? 'same-origin' : 'no-referrer',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: document.text,
  }
}

function contentPolicy({ formTargets = [], style, script, frames = [] }: PageOptions): string {
  return [
    "default-src 'none'",
    // The icon that is none: browsers would ask for one.
    'img-src data:',
    `style-src ${[STYLE.source, ...(style ? [style.source] : [])].join(' ')}`,
    ...(script ? [`script-src ${script.source}`, "connect-src 'self'"] : []),
    ...(frames.length > 0 ? [`frame-src ${frames.join(' ')}`] : []),
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
