import { openerPolicy, securityHeaders } from './lib/web/security-headers.js'

// The benchmark's build has one route more, to measure the others against.
const benchmark = process.env.BENCHMARK_BUILD && {
  distDir: '.next-bench',
  pageExtensions: ['tsx', 'ts', 'bench.ts'],
}

/** @type {import('next').NextConfig} */
const config = {
  ...benchmark,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` does it, once, for the whole project.
  typescript: { ignoreBuildErrors: true },
  // In development: the authorization codes of sign-ins have no place in a log.
  logging: { incomingRequests: { ignore: [/\/api\/auth\//, /\/auth-redirect/] } },
  // A preflight must not be redirected (https://fetch.spec.whatwg.org/#cors-preflight-fetch): the API
  // answers with a slash at the end, too, and only pages redirect.
  skipTrailingSlashRedirect: true,
  redirects: () =>
    Promise.resolve([
      { source: '/:page((?!api/)[\\w-]+)/', destination: '/:page', permanent: true },
    ]),
  // The migrations are read at start, and traced into standalone output.
  outputFileTracingIncludes: { '/*': ['./prisma/*/migrations/**'] },
  headers: () =>
    Promise.resolve([
      { source: '/:path*', headers: securityHeaders },
      // MSAL's bridge must stay within reach of the window that opened it.
      { source: '/((?!auth-redirect).*)', headers: [openerPolicy] },
    ]),
}

export default config
