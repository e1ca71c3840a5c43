import 'server-only'
import { env } from '@/lib/env'

/** Where to lead back to after a sign-in: the path asked for if it is this app's, otherwise `/`. */
export function safeRedirect(asked: string | string[] | undefined): string {
  if (typeof asked !== 'string') return '/'
  const { appUrl } = env()
  // Parsed as a browser would: `//evil.example`, `/\evil.example` and other origins all fall through.
  const url = URL.canParse(asked, appUrl) ? new URL(asked, appUrl) : null
  return url?.origin === appUrl ? `${url.pathname}${url.search}` : '/'
}
