import { defineConfig } from 'vitest/config'
import { limits, resolve, slow } from './vitest.shared.js'

// What touches the database runs on both.
const onDatabases = [
  'lib/{db,identity,people}/**/*.test.ts',
  'lib/auth/session/renew-session.test.ts',
  'lib/runtime/retention.test.ts',
  'app/**/*.test.ts',
]

export default defineConfig({
  resolve,
  test: {
    ...limits,
    tags: [slow],
    // They wait more than they compute.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{bench,components,emulator,lib,scripts,server}/**/*.test.{ts,tsx}'],
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
          include: ['tests/resilience/**/*.test.ts'],
          globalSetup: 'tests/support/programs/build-setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'postgresql',
          include: onDatabases,
          globalSetup: 'tests/support/databases/postgres-setup.ts',
        },
      },
    ],
  },
})
