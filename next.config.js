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
  // The migrations are read at start, and traced into standalone output.
  outputFileTracingIncludes: { '/*': ['./prisma/*/migrations/**'] },
  headers: () =>
    Promise.resolve([
      {
        source: '/:path*',
        headers: [
          { key: 'x-content-type-options', value: 'nosniff' },
          { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
        ],
      },
    ]),
}

export default config
