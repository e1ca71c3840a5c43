import { type App, isConfidential, type Tenant } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { listConsents } from '../../entra/authorize/consent'
import { describeAccount } from '../../entra/authorize/describe-account'
import { type Html, html } from '../../core/html/markup'
import { table } from './table'

/** Who exists: the accounts of each tenant, with what is special about them. */
export function accountsSection(emulator: Emulator): Html {
  return html`<section>
    <h2>Accounts</h2>
    ${emulator.config.tenants.map((tenant) => tenantAccounts(tenant, emulator))}
  </section>`
}

function tenantAccounts({ id, displayName }: Tenant, emulator: Emulator): Html {
  const users = emulator.config.users.filter(({ tenantId }) => tenantId === id)
  return html`<h3>${displayName} <code class="soft">${id}</code></h3>
    ${table(
      `Accounts of ${displayName}`,
      ['Account', 'Who', 'Object id'],
      users.map((user) => [
        user.username,
        describeAccount(user, emulator),
        html`<code>${user.objectId}</code>`,
      ]),
    )}`
}

/** What is registered: the apps, and their redirect URIs. */
export function appsSection({ config }: Emulator): Html {
  return html`<section>
    <h2>Apps</h2>
    ${table(
      'Apps',
      ['App', 'Client id', 'Kind', 'Redirect URIs'],
      config.apps.map((app) => [
        app.displayName,
        html`<code>${app.clientId}</code>`,
        isConfidential(app) ? 'confidential' : 'public',
        html`${redirectUris(app).map((uri) => html`<code class="line">${uri}</code>`)}`,
      ]),
    )}
  </section>`
}

function redirectUris({ redirectUris: { web, spa } }: App): string[] {
  return [...web, ...spa.map((uri) => `${uri} (single-page)`)]
}

/** What users and administrators have consented to since the last reset. */
export function consentsSection({ config, store }: Emulator): Html {
  const consents = listConsents(store)
  const names = new Map([
    ...config.users.map(({ objectId, username }) => [objectId, username] as const),
    ...config.tenants.map(({ id, displayName }) => [id, `everyone in ${displayName}`] as const),
    ...config.apps.map(({ clientId, displayName }) => [clientId, displayName] as const),
  ])
  const nameOf = (id: string) => names.get(id) ?? id
  if (consents.length === 0) return html``
  return html`<section>
    <h2>Consents</h2>
    ${table(
      'Consents',
      ['For', 'App', 'Permission'],
      consents.map(({ principalId, clientId, permission }) => [
        nameOf(principalId),
        nameOf(clientId),
        permission,
      ]),
    )}
  </section>`
}
