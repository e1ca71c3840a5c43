import { type Html, html } from '../../core/html/markup'
import type { Operation } from '../../core/operations'

/** What can be set on the page; the control API knows more. Read by the page's script. */
const EFFECTS = [
  ['status 429', '429 Too Many Requests'],
  ['status 500', '500 Internal Server Error'],
  ['status 503', '503 Service Unavailable'],
  ['status 401', '401 Unauthorized'],
  ['status 403', '403 Forbidden'],
  ['delay 5', 'wait 5 seconds'],
  ['delay 30', 'wait 30 seconds'],
  ['drop', 'close the connection'],
] as const

/** Lets the next requests of an operation go wrong. */
export function faultForm(operations: readonly Operation[]): Html {
  return html`<form id="fault" class="toolbar" data-script hidden>
    <label
      >Next
      <input name="times" aria-label="Times" type="number" min="1" max="1000" value="1" required
    /></label>
    <label
      >requests of
      <select name="operation" aria-label="Operation">
        <option value="*">any operation</option>
        ${[...operations].sort().map((name) => html`<option value="${name}">${name}</option>`)}
      </select></label
    >
    <label
      >get
      <select name="effect" aria-label="Effect">
        ${EFFECTS.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
      </select></label
    >
    <button>Set fault</button>
    <button type="button" id="clear-faults">Clear faults</button>
    <output id="fault-result"></output>
  </form>`
}
