import { explainClaims, readClaims } from './claims'
import styles from './claims-list.module.css'

/** A token's claims, explained. */
export function ClaimsList({ token }: { token: string }) {
  const claims = readClaims(token)
  if (!claims)
    return <p className="fine-print">This token is opaque: only its issuer can read it.</p>
  const { known, others } = explainClaims(claims)
  const count = Object.keys(others).length
  return (
    <>
      <dl className={styles.claims}>
        {known.map(({ name, value, meaning }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{value}</dd>
            <dd className={styles.meaning}>{meaning}</dd>
          </div>
        ))}
      </dl>
      {count > 0 && (
        <details className={styles.others}>
          <summary>{count === 1 ? '1 more claim' : `${count} more claims`}</summary>
          <pre tabIndex={0} role="group" aria-label="More claims">
            {JSON.stringify(others, null, 2)}
          </pre>
        </details>
      )}
    </>
  )
}
