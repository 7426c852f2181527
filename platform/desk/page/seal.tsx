const address = new URL('./seal.svg', import.meta.url).href

/** Beside the name, which says the same in words. */
export function Seal() {
  return <img src={address} alt="" width={28} height={28} />
}
