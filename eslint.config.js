import next from 'eslint-config-next/core-web-vitals'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

export default defineConfig(
  globalIgnores(['.next*/**', '**/dist/**', 'lib/db/generated/**', 'next-env.d.ts', '.data/**']),
  next,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'import/no-default-export': 'error',
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'lib/env.ts alone reads process.env.' },
      ],
    },
  },
  {
    // Places where Next.js or a tool asks for a default export.
    files: [
      'app/**/*.tsx',
      '.dependency-cruiser.js',
      '*.config.{js,ts}',
      'tests/support/*/*-setup.ts',
      'emulator/recipes/**',
    ],
    rules: { 'import/no-default-export': 'off' },
  },
  {
    // Programs of their own: they talk to a terminal and configure child processes.
    files: ['scripts/**', 'emulator/**', 'bench/**', 'e2e/**', 'tests/**', '*.config.{js,ts}'],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['lib/env.ts', 'instrumentation.ts', 'server/run.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Tests and benchmarks work against the emulator and set the environment they need.
    files: ['**/*.test.{ts,tsx}', 'bench/**', 'tests/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-properties': 'off',
    },
  },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
)
