import { IndexSegmentBuilder } from '../../../retrieval/index-segment.js'
import { KeywordIndex } from '../../../retrieval/keyword/keyword-index.js'
import { TopK } from '../../../retrieval/keyword/top-k.js'
import { queryTerms } from '../../../retrieval/tokenize.js'
import type { BuildEngine } from './engine.js'

export const buildOwnKeyword: BuildEngine = async (passages) => {
  const builder = new IndexSegmentBuilder()
  for (const passage of passages) builder.add(passage)
  const index = new KeywordIndex()
  index.addSegments([builder.build().keyword])
  const allowed = new Uint8Array(passages.length).fill(1)
  return {
    async search(question) {
      const { touched, count, scores } = index.score(queryTerms(question), allowed)
      const top = new TopK(100)
      for (let i = 0; i < count; i++) {
        const doc = touched[i]!
        if (scores[doc]! > top.threshold) top.add(doc, scores[doc]!)
      }
      return top.ranking().map(({ doc }) => doc)
    },
    close: async () => {},
  }
}
