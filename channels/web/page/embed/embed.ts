import { wordsFor } from '../../../../ui/words/use-words.js'
