/** Whether a URI is the registered one: character by character, but of http://localhost any port is right (RFC 8252 section 7.3). */
export function isRegistered(registered: string, given: string): boolean {
  return withoutLocalPort(registered) === withoutLocalPort(given)
}

function withoutLocalPort(uri: string): string {
  return uri.replace(/^(http:\/\/localhost):\d{1,5}(?=\/|$)/, '$1')
}
