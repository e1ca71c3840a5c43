import type { Emulator } from '../../core/emulator'
import { type Html, html } from '../../core/html/markup'
import type { Refusal } from '../../core/http'
import { describeRequest, type RecordedRequest } from '../../core/request-log'
import { table } from './table'

const SHOWN = 30

/** What clients have asked for lately, newest first, without secrets. */
export function requestsSection({ store }: Emulator): Html {
  const latest = store.requests.slice(-SHOWN).reverse()
  return html`<section>
    <h2>Last requests</h2>
    ${
      latest.length === 0
        ? html`<p class="soft">None yet.</p>`
        : table('Last requests', ['UTC', 'Operation', 'Request', 'Status'], latest.map(requestRow))
    }
  </section>`
}

function requestRow(request: RecordedRequest) {
  const { at, operation, method, path, status, refusal } = describeRequest(request)
  return [
    html`<time datetime="${at}">${at.slice(11, 19)}</time>`,
    operation ?? 'unknown address',
    html`<code class="request">${method} ${path}</code> ${refusal ? reasonOf(refusal) : ''}`,
    html`<span class="${status > 0 && status < 400 ? 'good' : 'bad'}"
      >${status || 'no response'}</span
    >`,
  ]
}

// AADSTS errors begin with the name of their rule.
function reasonOf({ reason, rule }: Refusal): Html {
  return html`<p class="why">
    ${reason} ${reason.startsWith(rule) ? '' : html`<code>${rule}</code>`}
  </p>`
}

/** How often each operation has done its work. */
export function countsSection({ store }: Emulator): Html {
  const counts = [...store.counts].sort(([one], [other]) => one.localeCompare(other))
  if (counts.length === 0) return html``
  return html`<section>
    <h2>Work done</h2>
    <ul class="counts">
      ${counts.map(([operation, count]) => html`<li>${operation} <strong>${count}</strong></li>`)}
    </ul>
  </section>`
}

/** What is set to go wrong next. */
export function faultsSection({ store }: Emulator): Html {
  if (store.faults.length === 0) return html``
  const rows = store.faults.map(({ operation, times, ...effect }) => [
    operation,
    times,
    html`<code>${JSON.stringify(effect)}</code>`,
  ])
  return html`<section>
    <h2>Faults waiting</h2>
    ${table('Faults waiting', ['Operation', 'Times', 'Effect'], rows)}
  </section>`
}

/** The ACS identities made last, deleted ones too. */
export function identitiesSection({ store }: Emulator): Html {
  const latest = [...store.identities.values()].slice(-SHOWN).reverse()
  if (latest.length === 0) return html``
  const rows = latest.map(({ id, createdAt, tokensIssued, deleted }) => [
    html`<code>${id}</code>`,
    new Date(createdAt).toISOString().slice(0, 19).replace('T', ' '),
    tokensIssued,
    deleted ? 'deleted' : 'active',
  ])
  return html`<section>
    <h2>ACS identities</h2>
    ${table('ACS identities', ['Id', 'Created (UTC)', 'Tokens', 'State'], rows)}
  </section>`
}
