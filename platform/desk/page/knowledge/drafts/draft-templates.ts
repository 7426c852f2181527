/** What a new guide or Q&A begins with, as in knowledge/starter/README.md. */
export const DRAFT_TEMPLATES = {
  guide: `---
title: 新指南：改成要办的事
serviceLine: legal_aid
matters:
  - 其他
office: 到哪里办
fee: 不收费
timeLimit: 多久办好
materials:
  - 身份证件
asks:
  - 群众会怎么问
---

第一段直接回答怎么办。说到法律的句子，后面写上依据〔法律援助法第三十一条〕。

## 谁可以申请

写清条件。

## 怎么办

1. 第一步做什么。
2. 第二步做什么。

## 注意

> 不能错过的期限或限制。
`,
  faq: `---
title: 新问答
matter: 其他
---

## 改成群众的问题？
- 也这样问: 换个说法 | 再换个说法

第一句直接回答。后面写理由和依据〔民法典第一条〕。

1. 先做什么。
2. 再做什么。

> 不能错过的期限或限制。
`,
} as const
