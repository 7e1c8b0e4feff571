const characters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const secretLength = 32

/** A new secret of 32 letters and digits. `random` gives 0 <= x < 1. */
export function newSecret(random: () => number): string {
  return Array.from({ length: secretLength }, () => characters[Math.floor(random() * characters.length)]).join('')
}

/** A token of 64 characters: a mask, then the secret shifted by it, so that each page's is another (BREACH). */
export function masked(secret: string, random: () => number): string {
  const mask = newSecret(random)
  return mask + shifted(secret, mask, 1)
}

/** The secret of a token, masked or not; nothing where it is no token. */
export function secretIn(token: string): string | undefined {
  if (!/^[a-zA-Z0-9]+$/.test(token)) return undefined
  if (token.length === secretLength) return token
  if (token.length !== 2 * secretLength) return undefined
  return shifted(token.slice(secretLength), token.slice(0, secretLength), -1)
}

function shifted(text: string, mask: string, sign: 1 | -1): string {
  const size = characters.length
  return Array.from({ length: text.length }, (_, index) => {
    const shift = sign * characters.indexOf(mask[index] ?? 'a')
    return characters[(characters.indexOf(text[index] ?? 'a') + shift + size) % size]
  }).join('')
}
