/** Orders to the machine itself, in Chinese and English; on folded text. No statute holds words like these. */
export const ORDERS: RegExp[] = [
  /(?:忽略|无视|忘记|忘掉|忘了|抛开|不(?:要|用|必)(?:管|理会|遵守|遵循)|跳过|绕过|覆盖|清空|丢弃|放弃).{0,12}(?:指令|指示(?!标)|提示词?|设定|(?<![本该])系统|约束|安全限制|prompt|(?:以上|上述|上面)(?:的)?(?:所有|全部)?(?:规则|要求|限制|命令|内容|文字)|你的(?:所有|全部)?(?:规则|限制|身份|角色)|(?:所有|全部|一切)(?:的)?(?:规则|限制|命令))/,
  /(?:输出|显示|告诉我|打印|重复|复述|泄露|说出|展示|给我看|翻译).{0,12}(?:系统提示|提示词|system ?prompt|初始指令|内部指令|你的(?:指令|设定|规则|prompt|提示|系统))/,
  /(?:你的|系统)(?:提示词|prompt|初始指令|系统指令|system ?prompt).{0,6}(?:是什么|是啥|内容|发|给我)/,
  /(?:你现在|从现在(?:起|开始)|接下来).{0,8}(?:你)?(?:是|变成|扮演|当|叫|进入|切换|必须).{0,16}(?:没有(?:任何)?限制|不受(?:任何)?(?:限制|约束)|dan|猫娘|黑客|开发者|调试模式|越狱|无限制|管理员|上帝模式|女友)/,
  /(?:进入|开启|切换到?|启用|打开).{0,4}(?:开发者|调试|管理员|越狱|上帝|dan|root|维护)(?:模式|权限)?/,
  /越狱(?:模式|提示|指令|词)|jail ?break|\bdan ?模式|do anything now/,
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:previous|prior|above|earlier|all|your|system|any)\b.{0,30}\b(?:instruction|prompt|rule|direction|guideline|message|context|restriction)s?\b/,
  /\b(?:reveal|print|show|repeat|output|tell me|display|leak|what (?:is|are))\b.{0,24}\b(?:system ?prompt|your (?:prompt|instructions|rules)|initial (?:prompt|instructions)|hidden (?:prompt|instructions))\b/,
  /\b(?:you are now|pretend (?:to be|you are)|act as|roleplay as|from now on you)\b/,
  /<\|?(?:im_start|im_end|system|endoftext|assistant)\|?>|\[\/?inst\]|<<sys>>|^#{2,3} ?(?:system|instruction)|(?:^|\n) ?(?:system|assistant|developer) ?[:：]/,
  /(?:drop|delete|truncate|insert|update|select)\b.{0,30}\b(?:table|from|into)\b|<script\b|javascript:/,
]

/** Attempts to turn the assistant against its task; on folded text. */
export const INJECTION: RegExp[] = [
  ...ORDERS,
  /(?:把|将|列出|导出|给我|告诉我|查询).{0,8}(?:其他|别的|所有|全部)(?:用户|人|市民|群众|来电人).{0,8}(?:数据|信息|电话|对话|聊天|问题|工单|身份证|记录)/,
  /(?:数据库|api ?key|密钥|后台密码|管理员密码|环境变量|access ?token).{0,8}(?:是什么|是多少|发|给我|告诉|输出|打印|导出)/,
  /(?:请|你|必须)?(?:不要|别)(?:引用|带|附)(?:任何)?(?:法条|来源|依据).{0,10}(?:直接|只|编)|(?:编造|捏造|虚构)(?:一个|一条|几条|个)?(?:法条|法律|条文|判例)/,
]

/** Swear words aimed at whoever reads; a citizen who reports what was said to them is not abusive. */
export const ABUSE =
  /傻逼|傻b|煞笔|沙比|傻叉|操你|草你|草泥马|尼玛|你妈(?:的|逼|死)|妈的|他妈的|特么|去死吧|废物|滚蛋|滚开|滚!|滚吧|^滚$|狗东西|脑残|智障|白痴|弱智|垃圾(?:机器人|客服|东西|玩意|软件|系统)|王八蛋|混蛋|贱人|\bfuck|\bshit\b|\bbitch|stupid bot/g
export const REPORTED_SPEECH = /骂|辱|侮|说我|叫我|诽谤|诋毁|人身攻击/
