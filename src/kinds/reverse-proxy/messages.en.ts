const en = {
  name: 'Reverse proxy',
  summary: 'Takes requests for the inner servers, ends TLS, caches',
} as const

export default en
