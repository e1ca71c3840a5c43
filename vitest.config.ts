import path from 'node:path'
import { defineConfig } from 'vitest/config'

// What touches the database runs on both.
const onDatabases = ['lib/{db,identity}/**/*.test.ts', 'lib/retention.test.ts', 'app/**/*.test.ts']

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      // The package that keeps server code out of the browser has an empty side for servers.
      'server-only': path.resolve('node_modules/server-only/empty.js'),
    },
  },
  test: {
    testTimeout: 20_000,
    // They wait more than they compute.
    maxWorkers: 3,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{components,emulator,lib,scripts,server}/**/*.test.{ts,tsx}'],
          exclude: onDatabases,
        },
      },
      {
        extends: true,
        test: { name: 'sqlite', include: onDatabases },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['e2e/faults/**/*.test.ts'],
          globalSetup: 'e2e/fixtures/build-setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'postgresql',
          include: onDatabases,
          globalSetup: 'e2e/fixtures/postgres-setup.ts',
        },
      },
    ],
  },
})
