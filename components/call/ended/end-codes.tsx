'use client'

import { endCodes } from '@/lib/call/end/end-codes'
import styles from './ended.module.css'

/** The codes this app knows, with the current one highlighted. */
export function EndCodes({ current }: { current: string }) {
  return (
    <details className={styles.codes} onToggle={({ currentTarget }) => showCurrent(currentTarget)}>
      <summary>What these codes mean</summary>
      <div className={styles.codesTable} tabIndex={0} role="region" aria-label="Codes">
        <table>
          <thead>
            <tr>
              <th scope="col">Code/subcode</th>
              <th scope="col">Meaning and what to do</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(endCodes)
              .filter(([code]) => code.includes('/'))
              .map(([code, { text, advice }]) => (
                <tr key={code} aria-current={code === current}>
                  <th scope="row">
                    <code>{code}</code>
                  </th>
                  <td>
                    {text}
                    {advice !== undefined && <span className="fine-print">{advice}</span>}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function showCurrent(codes: HTMLElement) {
  codes.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
}
