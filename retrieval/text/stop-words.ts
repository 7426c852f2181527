/** Words of asking and of law's own phrasing that say nothing about the matter. */
export const STOP_WORDS = new Set(
  `怎么 怎么办 怎样 如何 什么 哪些 哪个 哪里 多少 是否 能否 可否 可以 能够 不能 应该 应当 需要 有没有 是不是 能不能
  可不可以 会不会 要不要 请问 你好 您好 谢谢 请教 咨询 一下 想问 我想 问问 我们 他们 她们 你们 自己 这个 那个 这样 那样
  这种 那种 有关 相关 以及 或者 并且 但是 因为 所以 如果 的话 现在 已经 还是 只是 就是 不是 没有 什么样 情况 情形
  下列 依照 按照 根据 规定 本法 本条 前款 为何 何种 何时 为什么 多久 算不算 属于 是什么 吗 呢 吧 啊 的 了 是 在 有 和 与 及
  法律 问题 律师 知道 告诉 帮忙 谁 几 某 该 其 对于 关于 之后 之前 以后 以前 时候 进行 认定 处理 办理 具有 存在 什么时候
  哪种 哪几 几种 有何 才能 必须 要求 一个 一种 一些 这些 那些 怎么样 咋办 咋`.split(/\s+/),
)

/** Characters that never stand in a useful character pair. */
export const STOP_CHARACTERS = new Set(
  '的了吗呢吧啊呀哦嘛么是在有和与及或等之其这那我你您他她它们就都也还又被把',
)
