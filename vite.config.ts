import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { contentSecurityPolicy } from './.ci/content-security-policy.ts'
import { leanFlow } from './.ci/lean-flow.ts'

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
            // A language is one download, whoever says what in it; what only the inspector says comes later.
            { name: 'texts-de', test: /[\\/]src[\\/].*[\\/](?:texts|late)\.de\.ts$/ },
            { name: 'texts-en', test: /[\\/]src[\\/].*[\\/](?:texts|late)\.en\.ts$/ },
            { name: 'messages-de', test: /[\\/]src[\\/].*\.de\.ts$/ },
            { name: 'messages-en', test: /[\\/]src[\\/].*\.en\.ts$/ },
            // How a request runs is one download; what the check, the inspector and pasting ask of them comes later.
            {
              name: 'core',
              test: /[\\/]src[\\/](?:programs|kinds|protocols|model|lib|engine|store)[\\/](?!.*(?:findings|validate|rules|patching|fold-patches|set-program|coverage|blocked-forwardings|schema|texts|messages|state-tables|config-text|read|print|parse|reader|printer)\b)/,
            },
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
