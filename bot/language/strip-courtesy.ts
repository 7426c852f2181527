import { runLength } from './made-of.js'

const OPENING =
  /(?:尊敬的|亲爱的)?(?:您好|你好|大家好|各位好|各位|老师|律师们?|先生|女士|客服|小姐姐|早上好|上午好|中午好|下午好|晚上好|喂|哎|嗨|hi|hello|请问(?:一下)?|问一?下|咨询一?下|我?想咨询(?:一下)?|我?想问(?:一下|问)?|请教(?:一下)?|麻烦问一下|打扰一下|打扰了|上一条|下一条)[,，。!！~、：:;；? ？]*/y
const CLOSING =
  /[,，。!！~ ]*(?:谢谢[您你]?|感谢|多谢|急|在线等|拜托了|请解答|求解答|求助|请帮忙|望回复|请回复)[。!！~ ]*$/

/** The message without greetings before and thanks after it; the message itself when nothing else is in it. */
export function stripCourtesy(text: string): string {
  let core = text.slice(runLength(OPENING, text))
  for (let ending = CLOSING.exec(core); ending !== null; ending = CLOSING.exec(core)) {
    core = core.slice(0, ending.index)
  }
  core = core.trim()
  return core === '' ? text : core
}
