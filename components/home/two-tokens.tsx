import Link from 'next/link'
import styles from './two-tokens.module.css'

const tokens = [
  {
    name: 'ACS user token',
    href: '/identity',
    rows: [
      ['You join as', 'a guest, under the name you enter'],
      ['Issued by', 'Azure Communication Services, for your identity'],
      ['You need', 'to be signed in, nothing else'],
      ['Valid for', 'as long as you request, within the server’s limits'],
    ],
  },
  {
    name: 'Teams user token',
    href: '/teams',
    rows: [
      ['You join as', 'yourself, a member of your organization'],
      ['Issued by', 'Azure Communication Services, in exchange for your Entra token'],
      [
        'You need',
        'a Microsoft 365 account with a Teams license, and consent to manage your Teams calls',
      ],
      ['Valid for', 'as long as the Entra token it was exchanged for'],
    ],
  },
] as const

/** The two tokens, side by side; the second is for Microsoft accounts alone. */
export function TwoTokens({ isMicrosoft }: { isMicrosoft: boolean }) {
  return (
    <div className={styles.tokens}>
      {tokens.map(({ name, href, rows }) => (
        <section key={name} className="card">
          <h3>{name}</h3>
          <dl className="facts">
            {rows.map(([term, meaning]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <p className={styles.link}>
            {name === 'ACS user token' || isMicrosoft ? (
              <Link href={href}>
                Get {name === 'ACS user token' ? 'an' : 'a'} {name}
              </Link>
            ) : (
              'Not available here: people sign in to this app without a Microsoft account.'
            )}
          </p>
        </section>
      ))}
    </div>
  )
}
