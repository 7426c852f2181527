import type { ChannelWords } from './zh-CN.js'

export const en: ChannelWords = {
  welcome:
    'Hello, this is Wenfa. I look up the law and explain services. What happened? Say it in your own words; for a human, reply “human”.',
  working: 'Looking it up for you, one moment please.',
  workingFetch: 'Looking it up for you. Please reply anything in a few seconds to see the answer.',
  notText: {
    image: 'I cannot read pictures yet. Please write what matters most in them in a sentence or two.',
    voice: 'I could not make out this voice message. Please write a sentence or two.',
    video: 'I cannot watch videos yet. Please write what happened in a sentence or two.',
    file: 'I cannot read files yet. Please send me the sentences that matter most.',
    other: 'I read text only. Please say in a sentence or two what happened and what you want to know.',
  },
  placeNoted: (name) => `Noted: you are in ${name}. What happened? Say it in your own words.`,
  placeAsked: 'Rules and offices differ from place to place. In which county or district are you?',
  placeUnknown: 'I could not tell where you are. Please tell me the county or district.',
  followUps: 'You may also ask (reply with a digit)',
  sources: 'Full text of the articles',
  queryCode: (number, code) =>
    `Ticket ${number}, query code ${code}. With both you can follow it on the web page.`,
  contactAsk: (phone) =>
    `You mentioned ${phone}. May our staff call it? Reply “agree”; for a child under 14 a parent or other guardian replies “guardian agrees”. The number is used for this matter only, kept encrypted and erased in time; “delete number” erases it at any time. If you do not agree, do nothing: it is not kept in the ticket.`,
  contactKept: (phone, number) =>
    `Noted: our staff will call ${phone} (ticket ${number}). “delete number” erases it at any time.`,
  contactForgotten: 'The number is erased.',
  noContact: 'That is no phone number. Reply “agree” and the number, as: agree 13900000000.',
  truncated: '(long answer, only the main part was sent)',
  wholeAnswer: 'The whole answer (for 30 days)',
  part: (n, of) => ` (${n}/${of})`,
  staffReply: (number) => `[Answer to ticket ${number}]`,
  ticketStands: {
    cancelled: (number) => `Ticket ${number} was cancelled.`,
    merged: (number) => `Ticket ${number} goes on together with another one of the same content.`,
  },
  satisfactionAsked: (number) => `Ticket ${number} was closed. Is your problem solved?`,
  satisfactionChoices: ['Yes', 'No'],
  replyWith: (choices) => ` Reply ${choices.map((choice, n) => `“${n + 1}” for ${choice}`).join(', ')}.`,
  thanksForRating: 'Thank you for your rating.',
  willCallBack: 'Thank you for telling us. Staff will call you back.',
  staffJoined: 'A member of staff has joined and talks with you from here on.',
  staffLeft: 'The member of staff has left; I am with you again.',
  staffTimedOut: 'Staff have not answered for a while; I am with you again.',
  staffTimedOutTicket: (number) => `What you said became ticket ${number}; staff will answer here.`,
  bound: (number) => `Done. Answers to ticket ${number} come here too.`,
  notBound: 'No ticket has this number and query code. Please check them and send again: bind NUMBER CODE.',
  tooManyCodes: 'Too many tries, please try again later.',
}
