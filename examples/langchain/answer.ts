import { RunnableLambda, RunnableMap } from '@langchain/core/runnables'
import { openWenfa } from '../../server/open-wenfa.js'

const [dataDir = './data', question = '没签劳动合同，能要二倍工资吗', followUp = '要在多久之内提出'] =
  process.argv.slice(2)

const wenfa = await openWenfa({ dataDir })
try {
  // A retriever like any other: here in a chain that lists what was found.
  const listing = wenfa
    .retriever({ k: 3 })
    .pipe((documents) =>
      documents.map(({ metadata }) => `${metadata.citation} ${metadata.versionDate ?? ''}`),
    )
  // The whole turn as a step beside it.
  const both = RunnableMap.from({
    found: listing,
    answered: wenfa.answering.pipe(RunnableLambda.from(({ text }) => text)),
  })
  const { found, answered } = await both.invoke(question)
  console.log(`找到：\n${found.join('\n')}\n\n答复：\n${answered}`)

  // The same thread is the same conversation.
  const inThread = { configurable: { thread_id: 'example' } }
  await wenfa.answering.invoke(question, inThread)
  const { text } = await wenfa.answering.invoke(followUp, inThread)
  console.log(`\n追问：${followUp}\n${text}`)
} finally {
  await wenfa.close()
}
