import type { Words } from './zh-CN.js'

export const en: Words = {
  greeting:
    'Hello, I am Wenfa. I look up the law for you and explain how to get things done. What happened? Just use your own words.',
  thanks: 'You are welcome. Ask me any time.',
  goodbye: 'All right. Come back any time.',
  whoAreYou:
    'I am Wenfa, an automatic assistant for legal questions, not a person. My answers show the articles they rest on; what I cannot settle goes to a member of staff.',
  whatCanYouDo:
    'I answer legal questions, look up articles, explain services such as legal aid, notary and mediation, and can pass your matter to staff. Which one is it?',
  stillHere: 'I am here. What happened? Just use your own words.',
  acknowledged: 'All right. Go on if there is anything else.',
  exampleQuestions: [
    'My boss does not pay my wages',
    'Who gets the child after a divorce',
    'How do I apply for legal aid',
  ],
  outOfScope:
    'I cannot help with that. I help with legal questions and public legal services: unpaid wages, divorce and children, unpaid loans, applying for legal aid.',
  notText: 'I can only read text. Please say in a sentence or two what happened and what you want to know.',
  tooLong: (limit) =>
    `That is too long: I can read ${limit} characters at a time. Please put the main facts and your question into a few sentences.`,
  injection:
    'I cannot do that. I only answer questions about the law and public legal services; just tell me what happened.',
  abuse:
    'I understand you may be upset. Tell me what happened and I will do what I can, or choose “human” to reach a member of staff.',
  handedOffNotSettled: 'My sources are not enough to give you a definite answer.',
  handedOffForeignLaw:
    'This depends on the law of that place. I only have Chinese law, so I cannot give you a definite answer.',
  handedOffNoCitation: 'I found no article that supports an answer, so I will not guess.',
  handedOffOnRequest: 'All right, I have passed you to a member of staff.',
  handedOffComplaint: 'Your complaint has been recorded and will be handled by a member of staff.',
  ticketOpened: (number) =>
    `I have passed it to a person, ticket ${number}. You will get a reply here within the next working day.`,
  ticketAlso: (number) => `I have also passed your matter to a person, ticket ${number}.`,
  prepare: (items) => `You can prepare: ${items}.`,
  urgentTicket: (number) =>
    `I have passed this to the person on duty as urgent (ticket ${number}); they will contact you as soon as they can. You can keep writing to me.`,
  callHotline: 'If it is urgent, call the public legal service hotline 12348.',
  stillTrying: 'You can also put it differently: who, when, what happened, what you want.',
  relatedLaw: 'The closest rules in my sources are listed below. They are for reference and no answer.',
  noTicket:
    'There is no ticket in this conversation yet. For an earlier ticket use its number and query code; to reach a person, say “human”.',
  ticketWaiting: (number) => `Ticket ${number} is waiting for a member of staff. The reply will appear here.`,
  ticketAnswered: (number) => `Ticket ${number} has been answered:`,
  ticketClosed: (number) => `Ticket ${number} is closed.`,
  clarifyRegion: 'Which county, city or district are you in? Then I can give you the nearest office.',
  clarifyQuestion: 'What is your question about? Tell me what happened so that I can find the right law.',
  clarifyWhich: 'These come close. Which one is yours?',
  noneOfThese: 'None of these',
  choiceMarriage: 'Marriage, family, inheritance',
  choiceLabour: 'Wages, work injury, social insurance',
  choiceDebt: 'Loans, purchases, housing',
  choiceOther: 'Something else, let me explain',
  lawSays: (title, article) => `${article} of ${title} says: `,
  lawSaysPlain: 'The law says: ',
  inForce: 'in force',
  notInForce: 'no longer in force',
  notYetInForce: (date) => `in force from ${date}`,
  inForceFrom: (date) => `in force since ${date}`,
  articleHeading: (title, article, note) => `${title} ${article} (${note})`,
  articleNumber: (n) => `article ${n}`,
  previousArticle: (title, article) => `Previous: ${title}${article}`,
  nextArticle: (title, article) => `Next: ${title}${article}`,
  whatItMeans: 'What does it mean for me',
  noSuchArticle: (title, last, article) => `${title} has ${last} articles; there is no ${article}.`,
  noSuchArticlePlain: (title, article) => `${article} was not found in ${title}.`,
  noSuchLaw: (name) => `My sources do not have a law called ${name}.`,
  numberWithoutLaw: (article) => `Which law is ${article} from? Please tell me its name too.`,
  articleNotInForce: (title, article) => `${article} of ${title} was not in force at that time.`,
  didYouMean: (titles) => `Did you mean: ${titles}?`,
  articleMany: (shown, all) => `${all} articles; the first ${shown} are shown.`,
  timeLimit: (text) => `Time: ${text}`,
  fee: (text) => `Fee: ${text}`,
  office: (text) => `Where: ${text}`,
  askRegion: 'Which county, city or district are you in? Then I can give you the nearest office.',
  noteDataAsOf: (month) => `Law as of ${month}`,
  noteLawAsOf: (date) => `Answered by the law in force on ${date}`,
  noteNotLoaded:
    'Some articles are only named, their text is not loaded: please check them before relying on them',
  noteReference: 'Put together by artificial intelligence from the law in force, for reference',
  notLoaded: 'text not loaded',
  safetyViolence: 'If you are in danger now, call the police on 110, or text 12110. Women’s helpline: 12338.',
  safetyMood: 'If you feel like ending your life, please call 12356 now or talk to somebody near you.',
  safetyFraudJustNow: 'If you transferred the money just now, call 110 or 96110 first to stop the payment.',
  failedInternal:
    'Something went wrong on our side and I could not answer. Please send it again, or say “human” if it is urgent.',
  failedWithTicket: (number) =>
    `Something went wrong on our side and I could not answer. I have passed it to a person, ticket ${number}; you will get a reply here within the next working day.`,
  headSteps: 'What to do',
  headMaterials: 'What to bring',
  headBases: 'Sources',
  headOffices: 'Where to go',
  headFollowUps: 'You may also ask',
  headNotices: 'Please note',
  ticketLine: (number, code) => `Ticket ${number}, query code ${code} (please keep it)`,
}
