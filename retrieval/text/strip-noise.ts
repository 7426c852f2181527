/**
 * Addresses, @names, #topics#, [faces], signatures of telephones and marks of forwarding: what messages carry along and
 * no question is about.
 */
const NOISE =
  /(?:https?:\/\/|www\.)[^\s\p{Script=Han}，。！？]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@[^\s@，。！？,.!?]{1,16}|#[^#\s]{1,20}#|\[[\p{Script=Han}]{1,4}\]|【(?:转发|求助|急|求解答|分享)】|发自我的\S{1,10}|来自\S{1,8}客户端|\p{Extended_Pictographic}|[\u{fe0f}\u{20e3}]|(?<=\s)(?:链接|网址)[:：]/gu

export function stripNoise(text: string): string {
  return text.replace(NOISE, ' ')
}
