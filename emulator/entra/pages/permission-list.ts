import { type Html, html } from '../../core/html/markup'
import type { PermissionList } from '../authorize/consent-question'

/** Permissions under the names of the resources they are for. */
export function permissionList(permissions: PermissionList): Html[] {
  return permissions.map(
    ({ resource, names }) =>
      html`<h2>${resource.displayName}</h2>
        <ul class="plain">
          ${names.map(
            (name) =>
              html`<li>
                ${resource.scopes[name]?.description ?? name} <span class="soft">(${name})</span>
              </li>`,
          )}
        </ul>`,
  )
}
