import type { EmulatorResponse } from '../core/http'
import { hiddenFields, html } from '../core/html/markup'
import { page } from '../core/html/page'
import { type AuthenticationRequest, PERSON_FIELD } from './authorization-request'
import type { Provider } from './provider'

/** The picker: one button for each person of the provider. */
export function personPage(
  { client, parameters, redirectUri }: AuthenticationRequest,
  { name, people }: Provider,
): EmulatorResponse {
  return page(
    'Who are you?',
    html`<h1>Who are you?</h1>
      <p class="soft">${name} signs you in to ${client.clientId}</p>
      <form method="post" action="/oidc/${name}/authorize">
        ${hiddenFields(parameters)}
        <ul class="accounts">
          ${people.map(
            (person) =>
              html`<li>
                <button class="account" name="${PERSON_FIELD}" value="${person.id}">
                  <span class="username">${person.name}</span>
                  <span class="soft">${person.email}</span>
                </button>
              </li>`,
          )}
        </ul>
      </form>`,
    { formTargets: [new URL(redirectUri).origin] },
  )
}
