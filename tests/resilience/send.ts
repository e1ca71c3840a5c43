import type { Outcome } from './expectations'

/** What a request came to; null where the connection broke before its response. */
export async function send(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<Outcome | null> {
  try {
    const response = await fetch(`${url}${path}`, { method, headers })
    const text = await response.text()
    const code = text && (JSON.parse(text) as { code?: string }).code
    return code ? [response.status, code] : [response.status]
  } catch (error) {
    if (error instanceof SyntaxError) throw error
    return null
  }
}
