import type { User } from '../../config'
import type { Answer } from '../../http'
import { html, page } from '../../markup'
import { type AuthorizationRequest, CHOICE_FIELDS } from '../authorization-request'
import type { ConsentQuestion } from '../consent-question'
import { authorizeForm, redirectOrigin } from './authorize-form'

/** Asks for consent, or says that only an administrator can give it. */
export function consentPage(
  authorization: AuthorizationRequest,
  user: User,
  question: ConsentQuestion,
): Answer {
  const { app, choices } = authorization
  const title = question.needsAdministrator ? 'Need admin approval' : 'Permissions requested'
  const explanation = question.needsAdministrator
    ? `${app.displayName} needs permissions that only an administrator of your organization can grant. (AADSTS90094)`
    : `${app.displayName} would like to:`
  const form = authorizeForm(
    { ...authorization, choices: { ...choices, account: user.username } },
    question.needsAdministrator ? onlyBack : acceptOrCancel,
  )
  return page(
    title,
    html`<h1>${title}</h1>
      <p class="soft">${user.username}</p>
      <p>${explanation}</p>
      ${question.items.map(scopeList)} ${form}`,
    { formTargets: [redirectOrigin(authorization)] },
  )
}

function scopeList({ resource, names }: ConsentQuestion['items'][number]) {
  const scopes = names.map(
    (name) =>
      html`<li>
        ${resource.scopes[name]?.description ?? name} <span class="soft">(${name})</span>
      </li>`,
  )
  return html`<h2>${resource.displayName}</h2>
    <ul class="scopes">
      ${scopes}
    </ul>`
}

const acceptOrCancel = html`<div class="actions">
  <button class="primary" name="${CHOICE_FIELDS.consent}" value="accept">Accept</button>
  <button name="${CHOICE_FIELDS.consent}" value="cancel">Cancel</button>
</div>`

const onlyBack = html`<div class="actions">
  <button name="${CHOICE_FIELDS.consent}" value="cancel">Return without consent</button>
</div>`
