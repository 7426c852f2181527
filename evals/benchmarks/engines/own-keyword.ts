import { IndexSegmentBuilder } from '../../../retrieval/index-segment.js'
import { KeywordIndex } from '../../../retrieval/keyword/keyword-index.js'
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
      const scores = index.score(queryTerms(question), allowed)
      return scores.best(100).map(({ doc }) => doc)
    },
    close: async () => {},
  }
}
