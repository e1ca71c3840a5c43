import type { Emulator } from '../../core/emulator'
import type { EmulatorResponse } from '../../core/http'
import type { Operation } from '../../core/operations'
import { type Html, html, inlineScript, inlineStyle } from '../../core/html/markup'
import { page } from '../../core/html/page'
import {
  countsSection,
  faultsSection,
  identitiesSection,
  requestsSection,
} from './activity-sections'
import { faultForm } from './fault-form'
import { accountsSection, appsSection, consentsSection } from './directory-sections'

const style = inlineStyle(`
main { max-width: 72rem }
section { margin-top: 2rem }
h2 { margin: 0 0 .5rem; font-size: 1.125rem }
h3 { margin: 1rem 0 .25rem; font-size: 1rem }
dl.addresses { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem }
dl.addresses dd { margin: 0 }
.toolbar { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; margin-top: 1rem }
.toolbar p { margin: 0 }
.toolbar label { min-width: 0; max-width: 100% }
.toolbar input[type='number'] { width: 5.5rem }
table { width: 100%; border-collapse: collapse; font-size: .875rem }
th, td { padding: .375rem .75rem .375rem 0; text-align: left; vertical-align: top }
th { color: var(--soft); font-weight: 600 }
tbody tr { border-top: 1px solid var(--line) }
table { overflow-wrap: normal }
td code { font-size: .8125rem; white-space: nowrap }
code.line { display: block }
code.request { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
  line-clamp: 2; overflow: hidden; white-space: normal; overflow-wrap: anywhere }
p.why { margin: .125rem 0 0 }
.good { color: var(--good) } .bad { color: var(--bad); font-weight: 600 }
ul.counts { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0;
  padding: 0; font-size: .875rem }
:root { --good: #1b6e3c; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --good: #7fd6a0; --bad: #ff9d94 } }
@media (max-width: 48rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  table, tbody, tr { display: block }
  tr { padding: .5rem 0 }
  td { display: grid; grid-template-columns: 5.5rem 1fr; padding: .125rem 0; overflow-wrap: anywhere }
  td code { white-space: normal }
  code.request { -webkit-line-clamp: 4; line-clamp: 4 }
  td::before { content: attr(data-column); color: var(--soft) }
  dl.addresses { grid-template-columns: 1fr; gap: 0 } dl.addresses dd { margin-bottom: .5rem }
}
`)

// What is shown is replaced only when it has changed, so that a selection stays; several changes at once
// are one.
const script = inlineScript(`
const live = document.querySelector('#live')
const toggle = document.querySelector('#follow')
for (const each of document.querySelectorAll('[data-script]')) each.hidden = false
let due
const show = async () => {
  due = undefined
  const response = await fetch('/').catch(() => undefined)
  if (!response?.ok) return
  const shown = new DOMParser().parseFromString(await response.text(), 'text/html')
  const next = shown.querySelector('#live')
  if (next && next.innerHTML !== live.innerHTML) live.replaceChildren(...next.childNodes)
}
const follow = () => {
  if (toggle.checked && !document.hidden) due ??= setTimeout(show, 100)
}
const changes = new EventSource('/_emulator/changes')
changes.addEventListener('changed', follow)
changes.addEventListener('open', follow)
toggle.addEventListener('change', follow)
document.addEventListener('visibilitychange', follow)

const form = document.querySelector('#fault')
const result = document.querySelector('#fault-result')
const effects = {
  status: (value) => ({ status: Number(value) }),
  delay: (value) => ({ delayMs: Number(value) * 1000 }),
  drop: () => ({ drop: 'before' }),
}
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const { operation, times, effect } = Object.fromEntries(new FormData(form))
  const [name, value] = effect.split(' ')
  const body = JSON.stringify({ operation, times: Number(times), ...effects[name](value) })
  const response = await fetch('/_emulator/faults', { method: 'POST', body })
  const problem = response.ok ? undefined : (await response.json()).error.message
  result.textContent = problem ?? 'Set: it waits for the next request.'
})
document.querySelector('#clear-faults').addEventListener('click', async () => {
  await fetch('/_emulator/faults', { method: 'DELETE' })
  result.textContent = 'No faults wait any more.'
})
`)

/** GET /: what is here and what clients do with it as they do it, for a developer. */
export function frontPage(
  _request: unknown,
  emulator: Emulator,
  operations: readonly Operation[],
): EmulatorResponse {
  return page(
    'Local emulator',
    html`<h1>Entra ID, ACS Identity and Graph</h1>
      <p>A stand-in for development and tests. Everything here is a sample.</p>
      ${addresses(emulator)} ${toolbar} ${faultForm(operations)}
      <div id="live">
        ${requestsSection(emulator)} ${faultsSection(emulator)} ${countsSection(emulator)}
        ${identitiesSection(emulator)} ${consentsSection(emulator)} ${accountsSection(emulator)}
        ${appsSection(emulator)}
      </div>`,
    { style, script, sendReferrer: true },
  )
}

function addresses({ config, origin }: Emulator): Html {
  return html`<dl class="addresses">
    <dt>Authority</dt>
    <dd><code>${origin}/${config.tenants[0]?.id ?? 'organizations'}/v2.0</code></dd>
    <dt>ACS endpoint</dt>
    <dd><code>${origin}/</code></dd>
    <dt>Graph</dt>
    <dd><code>${origin}/v1.0/</code></dd>
    <dt>As JSON</dt>
    <dd>
      <a href="/_emulator/config">configuration</a>, <a href="/_emulator/state">state</a>,
      <a href="/_emulator/requests">requests</a>, <a href="/_emulator/settings">settings</a>
    </dd>
  </dl>`
}

const toolbar = html`<div class="toolbar">
  <form method="post" action="/_emulator/reset">
    <button aria-describedby="reset-note">Reset</button>
  </form>
  <p class="soft" id="reset-note">
    forgets identities, sessions, consents, faults and requests; keeps accounts and apps
  </p>
  <label data-script hidden><input type="checkbox" id="follow" checked /> Follow requests</label>
</div>`
