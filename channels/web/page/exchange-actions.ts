import type { Basis } from '../../../bot/answer.js'

/** What an exchange may ask of the page. */
