import type { Tenant, User } from '../../core/config/config'
import type { EmulatorResponse } from '../../core/http'
import { html } from '../../core/html/markup'
import { page } from '../../core/html/page'
import type { AdminQuestion } from '../authorize/admin-question'
import { type AuthorizationRequest, CHOICE_FIELDS } from '../authorize/authorization-request'
import { authorizeForm, redirectOrigin } from './authorize-form'
import { permissionList } from './permission-list'

/** Asks an administrator to grant an app what it asks for, for the whole organization. */
export function adminConsentPage(
  authorization: AuthorizationRequest,
  user: User,
  tenant: Tenant | undefined,
  { scopes, roles }: AdminQuestion,
): EmulatorResponse {
  const { app, choices } = authorization
  const form = authorizeForm(
    { ...authorization, choices: { ...choices, account: user.username } },
    html`<div class="actions">
      <button class="primary" name="${CHOICE_FIELDS.consent}" value="accept">Accept</button>
      <button name="${CHOICE_FIELDS.consent}" value="cancel">Cancel</button>
    </div>`,
  )
  return page(
    'Permissions requested',
    html`<h1>Permissions requested</h1>
      <p class="soft">${user.username}</p>
      <p>Review for your organization, ${tenant?.displayName ?? user.tenantId}.</p>
      <p>${app.displayName} would like to do this for everyone who uses it:</p>
      ${permissionList(scopes)}
      ${roles.length > 0 ? html`<p>And this as itself, without anyone signed in:</p>` : ''}
      ${permissionList(roles)} ${form}`,
    { formTargets: [redirectOrigin(authorization)] },
  )
}
