import Link from 'next/link'
import { connection } from 'next/server'

export default async function NotFound() {
  await connection() // rendered per request, as its scripts carry the request's nonce
  return (
    <main>
      <h1>There is no such page</h1>
      <p>
        <Link href="/">Go to the start page</Link>
      </p>
    </main>
  )
}
