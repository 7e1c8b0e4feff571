import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { contentSecurityPolicy } from './.ci/content-security-policy.ts'
import { leanFlow } from './.ci/lean-flow.ts'

const isAsked =
  /(?:findings|validate|rules|coverage|schema|texts|messages|state-tables|config-text|read|print|parse|reader|printer)\b/
const inEngine = (id: string) =>
  /[\\/]src[\\/](?:lib|model|protocols|engine|programs[\\/]common)[\\/]/.test(id) && !isAsked.test(id)

/** The name of the download with what a program does. */
function programChunk(id: string): string | undefined {
  const program = /[\\/]src[\\/]programs[\\/](?!common|contract)([\w-]+)[\\/]/.exec(id)?.[1]
  return isAsked.test(id) ? undefined : program
}

export default defineConfig({
  base: './',
  plugins: [react(), tailwindcss(), contentSecurityPolicy(), leanFlow()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    manifest: true,
    sourcemap: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      onwarn(warning, warn) {
        // Tailwind gives its CSS no source map, and Vite would not write one for CSS anyway.
        if (warning.code !== 'SOURCEMAP_BROKEN') warn(warning)
      },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/ },
            { name: 'flow', test: /node_modules[\\/](?:@xyflow|d3-|classcat)/ },
            { name: 'schemas', test: /node_modules[\\/]valibot[\\/]/ },
            // A language is few downloads, whoever says what in it: names of devices and buttons, steps of journeys, and
            // what only the inspector says.
            { name: 'texts-de', test: /[\\/]src[\\/].*[\\/](?:texts|late)\.de\.ts$/ },
            { name: 'texts-en', test: /[\\/]src[\\/].*[\\/](?:texts|late)\.en\.ts$/ },
            { name: 'steps-de', test: /[\\/]src[\\/](?:programs|engine)[\\/].*\.de\.ts$/ },
            { name: 'steps-en', test: /[\\/]src[\\/](?:programs|engine)[\\/].*\.en\.ts$/ },
            { name: 'messages-de', test: /[\\/]src[\\/].*\.de\.ts$/ },
            { name: 'messages-en', test: /[\\/]src[\\/].*\.en\.ts$/ },
            // What drawing needs of programs and standards is there at first.
            {
              name: 'core',
              test: /[\\/]src[\\/](?:lib|model|protocols|programs|kinds|engine|store)[\\/]/,
              tags: ['$initial'],
            },
            // How a request runs is one download, and what a program does another; what the check, the inspector and
            // pasting ask of them comes later.
            { name: 'engine', test: inEngine },
            { name: programChunk, debugName: 'programs' },
          ],
        },
      },
    },
  },
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // A machine that does much else at once is slow, not wrong.
          testTimeout: 60_000,
          include: ['src/**/*.test.ts'],
          setupFiles: ['src/testing/seeded.ts'],
          benchmark: { include: ['src/bench/**/*.bench.ts'] },
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'component',
          environment: 'jsdom',
          testTimeout: 60_000,
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/testing/component-setup.ts'],
          benchmark: { include: [] },
        },
      },
    ],
  },
})
