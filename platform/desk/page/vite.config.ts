import { fileURLToPath } from 'node:url'

/** A plain object, for server/build-page.ts alone knows Vite. */
export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/desk/',
  oxc: { jsx: { runtime: 'automatic', development: false } },
  // A test runner sets NODE_ENV to "test"; the page is the production build all the same.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: fileURLToPath(new URL('../../../dist/desk', import.meta.url)),
    emptyOutDir: true,
    // Offices run Windows 7 machines with their last Chromium, 109.
    target: ['chrome109', 'safari16'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // antd in one part, which browsers keep.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // "use client" at the head of antd's files says nothing to a page without a server's rendering.
      checks: { moduleLevelDirective: false },
    },
  },
}
