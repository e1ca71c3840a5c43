import { type App, isAdministrator, type User } from '../../core/config/config'
import type { EmulatorResponse } from '../../core/http'
import { html } from '../../core/html/markup'
import { page } from '../../core/html/page'
import { type AuthorizationRequest, CHOICE_FIELDS } from '../authorize/authorization-request'
import type { AskingApp, ConsentQuestion } from '../authorize/consent-question'
import { authorizeForm, redirectOrigin } from './authorize-form'
import { permissionList } from './permission-list'

/** Asks for consent, or says that only an administrator can give it. */
export function consentPage(
  authorization: AuthorizationRequest,
  user: User,
  { apps, needsAdministrator }: ConsentQuestion,
): EmulatorResponse {
  const { app, choices } = authorization
  const title = needsAdministrator ? 'Need admin approval' : 'Permissions requested'
  const explanation = needsAdministrator
    ? `${app.displayName} needs permissions that only an administrator of your organization can grant. (AADSTS90094)`
    : `${app.displayName} would like to:`
  const form = authorizeForm(
    { ...authorization, choices: { ...choices, account: user.username } },
    needsAdministrator ? onlyBack : acceptOrCancel(user),
  )
  return page(
    title,
    html`<h1>${title}</h1>
      <p class="soft">${user.username}</p>
      <p>${explanation}</p>
      ${apps.map(askingApp(app))} ${form}`,
    { formTargets: [redirectOrigin(authorization)] },
  )
}

/** What an app asks for, under its name unless it is the client, which the page has named already. */
function askingApp(client: App) {
  return ({ app, scopes }: AskingApp) =>
    html`${
      app === client ? '' : html`<p>And ${app.displayName}, which it calls, would like to:</p>`
    }
    ${permissionList(scopes)}`
}

function acceptOrCancel(user: User) {
  return html`${isAdministrator(user) ? forOrganization : ''}
    <div class="actions">
      <button class="primary" name="${CHOICE_FIELDS.consent}" value="accept">Accept</button>
      <button name="${CHOICE_FIELDS.consent}" value="cancel">Cancel</button>
    </div>`
}

const forOrganization = html`<p>
  <label>
    <input type="checkbox" name="${CHOICE_FIELDS.forOrganization}" value="yes" />
    Consent on behalf of your organization
  </label>
</p>`

const onlyBack = html`<div class="actions">
  <button name="${CHOICE_FIELDS.consent}" value="cancel">Return without consent</button>
</div>`
