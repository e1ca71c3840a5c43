import { hiddenFields, type Html, html } from '../../core/html/markup'
import { type AuthorizationRequest, CHOICE_FIELDS } from '../authorize/authorization-request'

/** A form that sends the request again, with what the person chose on the way so far. */
export function authorizeForm(
  { path, parameters, choices }: AuthorizationRequest,
  content: Html,
): Html {
  const fields = [...parameters]
  if (choices.account !== null) fields.push([CHOICE_FIELDS.account, choices.account])
  if (choices.approved) fields.push([CHOICE_FIELDS.approved, 'yes'])
  return html`<form method="post" action="${path}">${hiddenFields(fields)} ${content}</form>`
}

/** The origin a form's response redirects to: the page's policy must name it. */
export function redirectOrigin({ destination }: AuthorizationRequest): string {
  return new URL(destination.redirectUri).origin
}
