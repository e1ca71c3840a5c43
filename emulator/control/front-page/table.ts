import { type Html, html } from '../../core/html/markup'

/** What a cell may hold. */
export type Cell = string | number | Html

/**
 * A table that narrow screens show as one block a row. The roles are spelled out because browsers
 * drop them with `display: block`.
 */
export function table(name: string, columns: readonly string[], rows: readonly Cell[][]): Html {
  return html`<table role="table" aria-label="${name}">
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) =>
          html`<tr role="row">
            ${row.map(
              (cell, i) =>
                html`<td role="cell" data-column="${columns[i] ?? ''}"><div>${cell}</div></td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`
}
