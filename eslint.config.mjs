import { createRequire } from 'node:module'
import path from 'node:path'
import nextCoreWebVitals from 'eslint-config-next/core-web-vitals'
import nextTypescript from 'eslint-config-next/typescript'

// The key that eslint-config-next uses, so that both settings merge: `@/` resolves from wherever ESLint is called.
const typescriptResolver = createRequire(import.meta.url).resolve(
  'eslint-import-resolver-typescript',
)

// The house (docs/architecture.md): app → components, lib/server → lib/core ← lib/adapters.
const houseZones = [
  {
    target: './lib/core',
    from: ['./app', './components', './lib/server', './lib/adapters'],
    message: 'lib/core stands alone: take what you need through lib/core/ports.ts.',
  },
  {
    target: './lib/adapters',
    from: ['./app', './components', './lib/server'],
    message: 'An adapter may import lib/core and vendors only.',
  },
  {
    target: './lib/server',
    from: ['./app', './components'],
    message: 'Use cases know nothing of pages and components.',
  },
  {
    target: ['./lib/server/!(services).ts', './lib/server/*/**/*'],
    from: './lib/adapters/**/*',
    message: 'Only lib/server/services.ts composes adapters; take them from the services.',
  },
  {
    target: './components',
    from: ['./app', './lib/server', './lib/adapters'],
    message: 'Components import lib/core only; a page loads the data and passes plain props.',
  },
  {
    target: './components/ui',
    from: './components',
    except: ['./ui'],
    message: 'Primitives know no component with domain words.',
  },
  {
    target: ['./app', './instrumentation.ts', './instrumentation-node.ts', './proxy.ts'],
    from: './lib/adapters',
    message: 'Go through lib/server.',
  },
]

// Each room of the core may import the rooms of its own and of earlier rows.
const coreRows = [
  ['access', 'thread', 'models'],
  ['context', 'summary', 'routing', 'search', 'tools'],
  ['agents'],
  ['turn'],
  ['workflows'],
  ['transfer'],
  ['api'],
]

const coreZones = coreRows.slice(0, -1).map((row, index) => ({
  target: row.map((room) => `./lib/core/${room}`),
  from: coreRows
    .slice(index + 1)
    .flat()
    .map((room) => `./lib/core/${room}`),
  message: `Inside the core imports run ${coreRows.map((rooms) => rooms.join(', ')).join(' ← ')}.`,
}))

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.spec.ts']

const config = [
  { ignores: ['.data/**', '.cache/**', '.next*/**', 'lib/adapters/prisma/generated/**'] },
  { ignores: ['bench/.work/**', 'test-results/**', 'playwright-report/**'] },
  ...nextCoreWebVitals,
  ...nextTypescript,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    settings: {
      react: { version: '19.3' },
      // import/no-cycle reads what is imported, and no package imports us.
      'import/ignore': ['/node_modules/'],
      'import/resolver': {
        [typescriptResolver]: {
          alwaysTryTypes: true,
          project: path.join(import.meta.dirname, 'tsconfig.json'),
        },
      },
    },
    rules: {
      'import/no-anonymous-default-export': 'error',
      'import/no-cycle': 'error',
      'import/no-self-import': 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/no-unused-expressions': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['*.config.*'], rules: { 'import/no-anonymous-default-export': 'off' } },
  { files: ['app/**', 'components/**', 'lib/**'], rules: { 'no-console': 'error' } },
  {
    ignores: tests,
    rules: {
      'import/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: [...houseZones, ...coreZones] },
      ],
    },
  },
  {
    files: ['lib/core/**'],
    ignores: tests,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!(zod|ai|gpt-tokenizer)(/|$)|@/|\\.{1,2}(/|$))',
              message:
                'The core is pure: no vendor but zod, ai and gpt-tokenizer; clock, ids and the rest come in.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'The core reads no environment; values come in.' },
        { name: 'fetch', message: 'The core reaches no network; take a port.' },
      ],
    },
  },
]

export default config
