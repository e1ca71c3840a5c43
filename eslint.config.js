import next from 'eslint-config-next/core-web-vitals'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

// The arrows of the house: `target` may not import `from`, except what is named.
/** @type {(target: string | string[], from: string | string[], except?: string[]) => object} */
const zone = (target, from, except = []) => ({ target, from, except })
const base = [
  './audit.ts',
  './contract',
  './deadline.ts',
  './env.ts',
  './http',
  './log.ts',
  './log-request.ts',
  './request-context.ts',
  './shutdown.ts',
  './telemetry.ts',
]
const arrows = [
  zone('./lib', './app'),
  zone('./lib', './components'),
  zone('./components', './app'),
  zone('./components', './lib', ['./call', './contract', './teams/meeting-link.ts']),
  zone('./lib/env.ts', './lib', ['./env']),
  zone('./lib/request-context.ts', './lib'),
  zone('./lib/describe-error.ts', './lib'),
  zone('./lib/instance.ts', './lib'),
  zone('./lib/log.ts', './lib', [
    './describe-error.ts',
    './env.ts',
    './instance.ts',
    './request-context.ts',
  ]),
  zone('./lib/audit.ts', './lib', ['./env.ts', './log.ts', './request-context.ts']),
  zone('./lib/contract', './lib', ['./contract']),
  zone('./lib/call', './lib', ['./call', './contract', './teams/meeting-link.ts']),
  zone('./lib/http', './lib', base),
  zone('./lib/db', './lib', [...base, './db']),
  zone('./lib/limits', './lib', [...base, './db', './limits']),
  zone('./lib/communication', './lib', [...base, './communication']),
  zone('./lib/graph', './lib', [...base, './graph']),
  zone('./lib/auth', './lib', [...base, './auth', './db', './limits']),
  zone(
    ['./app', './components', './lib', './server'],
    ['./emulator', './e2e', './bench', './scripts'],
  ),
  zone(['./app', './components', './lib'], './server'),
  zone('./server', './components'),
  zone('./emulator', ['./app', './components', './lib', './e2e', './bench', './scripts']),
]

export default defineConfig(
  globalIgnores(['.next*/**', 'dist/**', 'lib/db/generated/**', 'next-env.d.ts', '.data/**']),
  next,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'import/no-cycle': 'error',
      'import/no-default-export': 'error',
      'import/no-restricted-paths': ['error', { zones: arrows }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'lib/env.ts alone reads process.env.' },
      ],
    },
  },
  {
    // Places where Next.js or a tool asks for a default export.
    files: ['app/**/*.tsx', '*.config.{js,ts}', 'e2e/fixtures/*-setup.ts'],
    rules: { 'import/no-default-export': 'off' },
  },
  {
    // Programs of their own: they talk to a terminal and configure child processes.
    files: ['scripts/**', 'emulator/**', 'bench/**', 'e2e/**', '*.config.{js,ts}'],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['lib/env.ts', 'instrumentation.ts', 'server/main.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Tests and benchmarks work against the emulator and set the environment they need.
    files: ['**/*.test.{ts,tsx}', 'bench/**', 'e2e/faults/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'import/no-restricted-paths': 'off',
      'no-restricted-properties': 'off',
    },
  },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
)
