const letters = '0123456789abcdefghijkmnpqrstuvwxyz'

/** A fresh id for a document: 16 of 34 letters, 81 bits of chance. */
export function newDocumentId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => letters[byte % letters.length]).join('')
}
