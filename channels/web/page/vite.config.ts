import { fileURLToPath } from 'node:url'

/** A plain object, for server/build-page.ts alone knows Vite. Both bundles, the page and the embed script, are built with it. */
export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Absolute: the same page answers at / and at /embed.
  base: '/',
  oxc: { jsx: { runtime: 'automatic', development: false } },
  // A test runner sets NODE_ENV to "test"; the page is the production build all the same.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: fileURLToPath(new URL('../../../dist/web', import.meta.url)),
    emptyOutDir: true,
    // Phones that elderly people still use, inside WeChat too.
    target: ['chrome97', 'safari15.4'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
}
