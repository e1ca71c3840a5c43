import type { User } from '../../config'
import type { Answer } from '../../http'
import { html, page } from '../../markup'
import { type AuthorizationRequest, CHOICE_FIELDS } from '../authorization-request'
import { authorizeForm, redirectOrigin } from './authorize-form'

/** The stand-in for a second factor: one button. */
export function approvalPage(authorization: AuthorizationRequest, user: User): Answer {
  const choices = { ...authorization.choices, account: user.username }
  const form = authorizeForm(
    { ...authorization, choices },
    html`<div class="actions">
      <button class="primary" name="${CHOICE_FIELDS.approved}" value="yes">Approve</button>
    </div>`,
  )
  return page(
    'Approve sign-in',
    html`<h1>Approve sign-in</h1>
      <p class="soft">${user.username}</p>
      <p>A policy of the organization demands a second factor. Here, approving stands for it.</p>
      ${form}`,
    { formTargets: [redirectOrigin(authorization)] },
  )
}
