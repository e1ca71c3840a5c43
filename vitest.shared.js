import path from 'node:path'

// What all test runs share.

export const resolve = {
  alias: {
    '@': import.meta.dirname,
    // The package that keeps server code out of the browser has an empty side for servers.
    'server-only': path.resolve('node_modules/server-only/empty.js'),
  },
}

export const limits = {
  testTimeout: 20_000,
  hookTimeout: 60_000,
}

export const slow = { name: 'slow', description: 'waits for a deadline of seconds' }
