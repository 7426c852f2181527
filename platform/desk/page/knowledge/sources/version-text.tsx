import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../../loaded.js'
import { ContentFacts } from '../content-facts.js'
import { knowledgeApi } from '../knowledge-api.js'
import { knowledgeWords } from '../knowledge-words.js'
import { PartsText } from '../parts-text.js'
import { type SourceVersion, versionName } from './version-name.js'

/** What one version says, whole. */
export function VersionText({ version }: { version: SourceVersion }) {
  const query = useQuery({
    queryKey: ['knowledge', 'version', version.id, version.status],
    queryFn: () => knowledgeApi.version(version.id),
  })
  return (
    <article className="source__text" aria-labelledby="text">
      <h2 id="text">
        {knowledgeWords.wholeText}
        <span>{versionName(version)}</span>
      </h2>
      <Loaded query={query}>
        {(text) => (
          <>
            <PartsText parts={text.parts} idPrefix="part" />
            <ContentFacts facts={text} />
          </>
        )}
      </Loaded>
    </article>
  )
}
