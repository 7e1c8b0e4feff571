import type { Plugin } from 'vite'

const policy = "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'self'"

/** Puts the policy into the built page only: the development server needs inline scripts and styles. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  }
}
