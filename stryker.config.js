// `npm run test:mutations`: which faults are planted in one folder, and how each is tried. What is left out says why.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
const config = {
  mutate: [
    `lib/${process.env.MUTATED_FOLDER}/**/*.ts`,
    '!**/*.test.ts',
    // Only texts for people, chosen by a key.
    '!lib/auth/sign-in/sign-in-explanations.ts',
    // Read by pages alone, and proven by journeys in a browser (e2e/sign-in, e2e/pages/teams.spec.ts).
    '!lib/auth/session/current-session.ts',
    '!lib/auth/sign-in/msal-settings.ts',
  ],
  mutator: {
    excludedMutations: [
      // Texts for people, header names and SQL: an empty one is noise, or fails every test alike.
      'StringLiteral',
    ],
  },
  // What only goes to the log or to telemetry; see the plugin.
  ignorers: ['observability'],
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutations/ignore-observability.js'],
  testRunner: 'vitest',
  // Not by imports: the tests of a mutant are those that ran its code.
  vitest: { configFile: 'vitest.mutations.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 5_000,
  // scripts/mutations/report.ts says whether enough were noticed.
  thresholds: { high: 95, low: 90, break: null },
  reporters: ['progress', 'json'],
  jsonReporter: { fileName: 'test-results/mutations.json' },
  tempDirName: '.data/mutations',
  ignorePatterns: ['.next*', '.data', 'screenshots', 'test-results'],
}

export default config
