import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { configurationProblems } from '@/lib/env'

export const metadata: Metadata = { title: 'Not configured' }

/** What is missing, in development; elsewhere the app doesn't start. */
export default async function NotConfiguredPage() {
  await connection()
  const problems = configurationProblems()
  if (problems.length === 0) notFound()
  return (
    <main className="alone">
      <h1>The configuration is incomplete</h1>
      <p className="lead">
        Set these variables in <code>.env.local</code>, then restart the app. To try it without an
        Azure account, run <code>npm run demo</code> instead.
      </p>
      <ul className="card plain">
        {problems.map(({ variable, message, hint }) => (
          <li key={variable}>
            <strong>
              <code>{variable}</code> {message}.
            </strong>
            <p>{hint}</p>
          </li>
        ))}
      </ul>
    </main>
  )
}
