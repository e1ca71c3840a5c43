import { createHash } from 'node:crypto'
import type { Answer, Headers } from './http'

/** Markup that is safe to send: made by `html`, which escapes every value put into it. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = string | number | Html | readonly Html[]

export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(String.raw({ raw: parts }, ...values.map(render)))
}

function render(value: Value): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(render).join('')
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const STYLE = `
:root { color-scheme: light dark; --page: #f3f4f6; --card: #fff; --text: #1b1d22; --soft: #5a606b;
  --line: #d5d9e0; --accent: #3b4cca; --accent-text: #fff; --note: #fff4d6; --note-text: #5c4300 }
@media (prefers-color-scheme: dark) {
  :root { --page: #14161b; --card: #1e2128; --text: #eceef2; --soft: #a5acb8; --line: #3a3f4a;
    --accent: #9aa8ff; --accent-text: #14161b; --note: #3a3016; --note-text: #ffe2a0 }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: start center; padding: 1rem;
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
ul.scopes { margin: .25rem 0; padding-left: 1.25rem }
dl { margin: 1rem 0 0 } dd { margin: 0 0 .5rem }
button { font: inherit; cursor: pointer; border-radius: .5rem; border: 1px solid var(--line);
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
`

const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

// Put together whole: the hash covers every character between the tags.
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`)

export interface PageOptions {
  status?: number
  headers?: Headers
  /** Where the page's forms end up after redirects, besides here: Chromium checks every hop. */
  formTargets?: readonly string[]
  /** The source expressions of the page's own scripts. */
  scripts?: readonly string[]
}

/** A whole page under a policy that allows its own style and nothing else from anywhere. */
export function page(title: string, content: Html, options: PageOptions = {}): Answer {
  const { status = 200, headers, formTargets = [], scripts = [] } = options
  const policy = [
    "default-src 'none'",
    `style-src ${STYLE_SOURCE}`,
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`] : []),
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <main>
          <p class="label">Local emulator, not Microsoft</p>
          ${content}
        </main>
      </body>
    </html> `
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: document.text,
  }
}
