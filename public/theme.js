// A file of its own, since the page's policy allows no inline script; it runs before the first paint.
;(() => {
  let saved = null
  try {
    saved = localStorage.getItem('paketweg.theme')
  } catch {
    // Storage may be forbidden: then the system's preference decides.
  }
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches
  const isDark = saved === 'dark' || (saved !== 'light' && prefersDark)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
})()
