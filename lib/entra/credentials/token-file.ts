import 'server-only'
import { readFile } from 'node:fs/promises'
import { AssertionUnavailable } from './assertion-unavailable'

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/

/** The token in a file, read each time: Kubernetes writes another before it ends. Throws AssertionUnavailable. */
export async function tokenFileAssertion(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AssertionUnavailable('the file of AZURE_FEDERATED_TOKEN_FILE', error)
  })
  const token = text.trim()
  if (!JWT.test(token)) {
    throw new AssertionUnavailable('the file of AZURE_FEDERATED_TOKEN_FILE, which has no JWT')
  }
  return token
}
