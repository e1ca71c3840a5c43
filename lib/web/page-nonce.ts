import 'server-only'
import { headers } from 'next/headers'

/** The nonce that the page being rendered may give to its own styles and scripts; see proxy.ts. */
export async function pageNonce(): Promise<string> {
  const policy = (await headers()).get('content-security-policy') ?? ''
  return /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
}
