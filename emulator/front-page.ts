import type { Emulator } from './emulator'
import type { Answer } from './http'
import { html, page } from './markup'

/** What this is, for someone who opens its address. */
export function frontPage(_request: unknown, { config, origin }: Emulator): Answer {
  const tenant = config.tenants[0]
  return page(
    'Local emulator',
    html`<h1>Entra ID, ACS Identity and Graph</h1>
      <p>
        A stand-in for development and tests. Everything here is a sample and stays on this machine.
      </p>
      <dl>
        <dt>Authority</dt>
        <dd><code>${origin}/${tenant?.id ?? 'organizations'}/v2.0</code></dd>
        <dt>ACS endpoint</dt>
        <dd><code>${origin}/</code></dd>
        <dt>Graph</dt>
        <dd><code>${origin}/v1.0/me</code></dd>
      </dl>
      <h2>What it knows</h2>
      <ul class="scopes">
        <li><a href="/_emulator/config">Apps, accounts and connection strings</a></li>
        <li><a href="/_emulator/state">Identities and counts</a></li>
        <li><a href="/_emulator/requests">The last requests</a></li>
      </ul>`,
  )
}
