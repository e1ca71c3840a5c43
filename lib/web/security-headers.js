/** What every response says to browsers; next.config.js and the server of the API read it. */
export const securityHeaders = [
  { key: 'strict-transport-security', value: 'max-age=63072000' },
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
  {
    key: 'permissions-policy',
    value:
      'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
]

/** What every response says but the page of MSAL's bridge, which its opener must reach. */
export const openerPolicy = {
  key: 'cross-origin-opener-policy',
  value: 'same-origin-allow-popups',
}
