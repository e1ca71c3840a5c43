import Link from 'next/link'
import styles from './two-tokens.module.css'

const tokens = [
  {
    name: 'ACS user token',
    href: '/identity',
    rows: [
      ['You are', 'an external participant, under the name you give'],
      ['It comes from', 'Azure Communication Services, for the identity kept here'],
      ['You need', 'a sign-in, nothing else'],
      ['It lasts', 'as long as you ask for, within the server’s limits'],
    ],
  },
  {
    name: 'Teams user token',
    href: '/teams',
    rows: [
      ['You are', 'yourself, a member of your Teams tenant'],
      ['It comes from', 'your Entra token, exchanged after this server has checked it'],
      ['You need', 'a Teams licence, and consent to manage your Teams calls'],
      ['It lasts', 'as long as the Entra token behind it'],
    ],
  },
] as const

/** The two tokens, set against each other. */
export function TwoTokens() {
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
            <Link href={href}>
              Get {name === 'ACS user token' ? 'an' : 'a'} {name}
            </Link>
          </p>
        </section>
      ))}
    </div>
  )
}
