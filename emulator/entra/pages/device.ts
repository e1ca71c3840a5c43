import type { User } from '../../core/config/config'
import type { EmulatorResponse, Headers } from '../../core/http'
import { html } from '../../core/html/markup'
import { page } from '../../core/html/page'
import type { AuthorizationRequest } from '../authorize/authorization-request'
import { authorizeForm } from './authorize-form'

/** The fields of these pages: the code by Entra's own name, and the last answer. */
export const DEVICE_FIELDS = { code: 'otc', answer: 'emulator_device' } as const

/** Where a person enters the code that a device shows. */
export function enterCodePage(entered: string, problem?: string): EmulatorResponse {
  return page(
    'Enter code',
    html`<h1>Enter code</h1>
      <p>Enter the code displayed on your app or device.</p>
      ${problem === undefined ? '' : html`<p role="alert">${problem}</p>`}
      <form method="post">
        <label for="code">Code</label>
        <input
          id="code"
          name="${DEVICE_FIELDS.code}"
          value="${entered}"
          autocomplete="off"
          required
        />
        <div class="actions"><button class="primary">Next</button></div>
      </form>`,
    { status: problem === undefined ? 200 : 400 },
  )
}

/** Whether the person means this app: the code may come from somebody who wants their account. */
export function confirmDevicePage(
  authorization: AuthorizationRequest,
  user: User,
): EmulatorResponse {
  const { displayName } = authorization.app
  const choices = { ...authorization.choices, account: user.username }
  const form = authorizeForm(
    { ...authorization, choices },
    html`<div class="actions">
      <button class="primary" name="${DEVICE_FIELDS.answer}" value="continue">Continue</button>
      <button name="${DEVICE_FIELDS.answer}" value="cancel">Cancel</button>
    </div>`,
  )
  return page(
    'Confirm sign-in',
    html`<h1>Are you trying to sign in to ${displayName}?</h1>
      <p class="soft">${user.username}</p>
      <p>Only continue if the code comes from a device of your own.</p>
      ${form}`,
  )
}

/** How it ended. */
export function deviceDonePage(
  title: string,
  explanation: string,
  headers: Headers = {},
): EmulatorResponse {
  return page(
    title,
    html`<h1>${title}</h1>
      <p>${explanation}</p>`,
    { headers },
  )
}
