import { endCodes } from '@/lib/call/end-codes'
import styles from './ended.module.css'

/** The codes this app knows, the current one marked. */
export function EndCodes({ current }: { current: string }) {
  return (
    <details className={styles.codes}>
      <summary>What the codes mean</summary>
      <div className={styles.codesTable} tabIndex={0} role="region" aria-label="Codes">
        <table>
          <thead>
            <tr>
              <th scope="col">Code/subcode</th>
              <th scope="col">What happened</th>
              <th scope="col">What helps</th>
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
                  <td>{text}</td>
                  <td>{advice}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
