const OPENING =
  /^(?:(?:尊敬的|亲爱的)?(?:您好|你好|大家好|各位好|各位|老师|律师|律师们|先生|女士|客服|小姐姐|早上好|上午好|中午好|下午好|晚上好|喂|哎|嗨|hi|hello|请问一下|请问|问一下|问下|咨询一下|咨询下|想咨询一下|想咨询|我想咨询一下|我想咨询|我想问一下|我想问问|我想问|想问一下|想问问|想问|请教一下|请教|麻烦问一下|打扰一下|打扰了|上一条|下一条)[,，。!！~、：:;；? ？]*)+/
const CLOSING =
  /(?:[,，。!！~ ]*(?:谢谢|谢谢您|谢谢你|感谢|多谢|急急急|急急|急|在线等|拜托了|请解答|求解答|求助|请帮忙|望回复|请回复))+[。!！~ ]*$/

/** The message without greetings before and thanks after it; the message itself when nothing else is in it. */
export function stripCourtesy(text: string): string {
  const core = text.replace(OPENING, '').replace(CLOSING, '').trim()
  return core === '' ? text : core
}
