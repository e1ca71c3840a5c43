import type { SecondFactor, User } from '../../core/config/config'
import type { EmulatorResponse } from '../../core/http'
import { html } from '../../core/html/markup'
import { page } from '../../core/html/page'
import { type AuthorizationRequest, CHOICE_FIELDS } from '../authorize/authorization-request'
import { authorizeForm, redirectOrigin } from './authorize-form'

/** The stand-in for a second factor, or for setting one up first: one button. */
export function approvalPage(
  authorization: AuthorizationRequest,
  user: User,
  secondFactor: SecondFactor,
): EmulatorResponse {
  const { title, explanation, button } = WORDS[secondFactor]
  const choices = { ...authorization.choices, account: user.username }
  const form = authorizeForm(
    { ...authorization, choices },
    html`<div class="actions">
      <button class="primary" name="${CHOICE_FIELDS.approved}" value="yes">${button}</button>
    </div>`,
  )
  return page(
    title,
    html`<h1>${title}</h1>
      <p class="soft">${user.username}</p>
      <p>${explanation}</p>
      ${form}`,
    { formTargets: [redirectOrigin(authorization)] },
  )
}

const approve = {
  title: 'Approve sign-in',
  explanation:
    'A policy of the organization requires a second factor. Here, approving stands for it.',
  button: 'Approve',
}

const WORDS = {
  none: approve,
  required: approve,
  unregistered: {
    title: 'More information required',
    explanation:
      'The organization requires a second factor, and this account has none yet. Here, one button sets it up and shows it.',
    button: 'Set up and approve',
  },
} satisfies Record<SecondFactor, typeof approve>
