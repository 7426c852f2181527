import { legalAidEn } from './legal-aid-en.js'
import type { Words } from './zh-CN.js'

export const en: Words = {
  legalAid: legalAidEn,
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
  handedOffBeyond: {
    foreign_law:
      'This depends on the law of that place. I only have Chinese law, so I cannot give you a definite answer.',
    prediction: 'Nobody can promise how a case ends or what the other side will do, so I will not guess.',
    own_records:
      'This stands in your own file, contract or account, which I cannot see. Please ask the office in charge.',
    local_fact:
      'My sources do not hold this local figure or detail. Please ask the local authority or call 12345.',
    other_time: 'I only have the published law of today, not that of the future or of earlier ages.',
  },
  handedOffNoCitation: 'I found no article that supports an answer, so I will not guess.',
  handedOffOnRequest: 'All right, I have passed you to a member of staff.',
  applicationHandedIn:
    'Your application for legal aid is with the staff. Whether it is granted is for the legal aid office to decide.',
  handedOffAnswersOff: 'Automatic answers are paused: a member of staff will answer your question.',
  addedWhileOff: (number) =>
    `Automatic answers are paused. I have added this to ticket ${number}; a member of staff will answer all of it here.`,
  handedOffComplaint: 'Your complaint has been recorded and will be handled by a member of staff.',
  ticketOpened: (number) =>
    `I have passed it to a person, ticket ${number}. You will get a reply here within the next working day.`,
  needsHuman: 'A member of staff should answer this.',
  prepare: (items) => `You can prepare: ${items}.`,
  urgentTicket: (number) =>
    `I have passed this to the person on duty as urgent (ticket ${number}); they will contact you as soon as they can. You can keep writing to me.`,
  callHotline: 'If it is urgent, call the public legal service hotline 12348.',
  noTicket:
    'There is no ticket in this conversation yet. For an earlier ticket use its number and query code; to reach a person, say “human”.',
  passedToStaff: (number) =>
    `I have given this to the member of staff who works on ticket ${number}. The reply will appear here.`,
  receivedByStaff: 'Delivered to the member of staff. The reply appears here.',
  ticketStands: {
    waiting: (number) => `Ticket ${number} is waiting for a member of staff. The reply will appear here.`,
    taken: (number) => `Ticket ${number} is being worked on. The reply will appear here.`,
    waiting_for_citizen: (number) => `Ticket ${number} waits for something from you. Just write it here:`,
    answered: (number) => `Ticket ${number} has been answered:`,
    closed: (number) => `Ticket ${number} is closed.`,
    cancelled: (number) => `Ticket ${number} was withdrawn.`,
    merged: (number) =>
      `Ticket ${number} goes on together with another one on the same. The reply will appear here too.`,
  },
  clarifyRegion: 'Which county, city or district are you in? Then I can give you the nearest office.',
  placeNoted: 'I have noted where you are. What happened? Your own words will do.',
  clarifyQuestion: 'What is your question about? Tell me what happened so that I can find the right law.',
  clarifyWhich: 'These come close. Which one is yours?',
  clarifyOne: 'This comes close. If it is yours, please choose it.',
  clarifyLikely: (question) => `You seem to ask “${question}”. In short; the first choice tells all of it:`,
  noneOfThese: 'None of these',
  notedWhich: 'I have noted that. Which of these is yours?',
  noted:
    'I have noted that. What would you like to ask next? Just say it, or press one of the questions below.',
  tellMore:
    'Then please tell me more: who, when, what happened, and what you want. Or ask for a human straight away.',
  lawSays: (title, article) => `${article} of ${title} says: `,
  lawNearest: (title, article) => `The closest rule to what you describe is ${article} of ${title}: `,
  noteNearest:
    'These articles were found by your description and may not all apply; rephrase, or ask for a human.',
  perhapsMeant: (questions) =>
    `If this is not what you asked, you may mean: ${questions} Send me that question, or rephrase yours.`,
  lawAlsoSays: (title, article) => `${article} of ${title}: `,
  inPlainWords: (text) => `In plain words: ${text}`,
  dayOf: (day) => day,
  dayUntil: (day) => day,
  periodEnds: (ends) => `${ends.map(({ says, isOver }) => (isOver ? `${says} (over)` : says)).join('; ')}.`,
  periodCounted: (day, event, moved, basis) =>
    `Counted from ${day}, ${event}${moved.length > 0 ? `; days of rest passed by: ${moved.join(', ')}` : ''}${basis}.`,
  courtFee: (claim, fee) =>
    `For a claim of ${claim} yuan a court takes ${fee} yuan; half of it, ${fee / 2}, in summary procedure.`,
  courtFeeCounted: 'By parts of the sum〔诉讼费用交纳办法第十三条；第十六条〕.',
  courtFeeLimits: '50 yuan up to 10,000 yuan, and a share of each part above.',
  severance: (months, wage) =>
    `Severance is ${months} months of wages${wage === null ? '' : `, ${months * wage} yuan`}; twice as much after an unlawful dismissal.`,
  severanceCounted: (worked) => `For ${worked} months of work〔劳动合同法第四十七条；第八十七条〕.`,
  severanceLimits:
    'A month for each year, half a month for a rest below six months, of the mean of the last twelve months, at most three times the local average and then for twelve years. Nothing is due after a lawful dismissal for a grave fault (劳动合同法第三十九条、第四十六条).',
  sourceOf: (names) => ` (${names})`,
  nearestOffice: 'The office nearest to you:',
  officeKind: (office: string) => `Ask at: ${office}.`,
  noOfficeNear:
    'I do not know an office near you yet. Call 12348 for the nearest public legal service centre.',
  deadlineFirst: 'Look at the dates first; hand in what is due soon.',
  inForce: 'in force',
  notYetInForce: (date) => `in force from ${date}`,
  inForceUntil: (date) => `no longer in force since ${date}`,
  inForceFrom: (date) => `in force since ${date}`,
  articleAlone: (title, article) => `${title} ${article}:`,
  articleHeading: (title, article, note) => `${title} ${article} (${note})`,
  articleNumber: (n) => `article ${n}`,
  previousArticle: (title, article) => `Previous: ${title}${article}`,
  nextArticle: (title, article) => `Next: ${title}${article}`,
  whatItMeans: 'What does it mean for me',
  noSuchArticle: (title, last, article) => `${title} has ${last} articles; there is no ${article}.`,
  noSuchArticlePlain: (title, article) => `${article} was not found in ${title}.`,
  lawRepealed: (title, day, successor) =>
    `${title} was repealed on ${day}${successor === null ? '' : `; see ${successor} now`}. Tell me what happened and I will look in the law of today.`,
  lawOfDayNotLoaded: (title, day, repealedOn) =>
    `${title} was repealed only on ${repealedOn}, but my sources do not have its text of ${day}.`,
  noSuchPart: (title, article, count) =>
    `${article} of ${title} has ${count} paragraphs and not the part that you named; the whole article is shown.`,
  noSuchLaw: (name) => `My sources do not have a law called ${name}.`,
  numberWithoutLaw: (article) => `Which law is ${article} from? Please tell me its name too.`,
  articleNotInForce: (title, article) => `${article} of ${title} was not in force at that time.`,
  textFromLaterOn: (title, article, from, day) =>
    `${article} of ${title} was not in force on ${day}, or I do not have the text of that day: mine is in force from ${from}.`,
  lawOfElsewhere: (title) => `${title} is a regulation of another region and does not apply in yours.`,
  didYouMean: (titles) => `Did you mean: ${titles}?`,
  articleMany: (shown, all) => `${all} articles; the first ${shown} are shown.`,
  bringThese: 'What to bring is listed below.',
  timeLimit: (text) => `Time: ${text}`,
  fee: (text) => `Fee: ${text}`,
  office: (text) => `Where: ${text}`,
  askRegion: 'Which county, city or district are you in? Then I can give you the nearest office.',
  noteDataAsOf: (month) => `Law as of ${month}`,
  noteLawAsOf: (date) => `Answered by the law in force on ${date}`,
  noteNotLoaded:
    'Some articles are only named, their text is not loaded: please check them before relying on them',
  noteReference:
    'Put together by artificial intelligence from the law in force, for reference; not a lawyer’s opinion',
  noteGenerated: '(AI generated)',
  notLoaded: 'text not loaded',
  safetyViolence: 'If you are in danger now, call the police on 110, or text 12110. Women’s helpline: 12338.',
  safetyMood: 'If you feel like ending your life, please call 12356 now or talk to somebody near you.',
  safetyPerhaps:
    'If you or somebody near you is in danger now: police 110, ambulance 120; if you feel desperate, 12356, day and night.',
  safetyFraudJustNow: 'If you transferred the money just now, call 110 or 96110 first to stop the payment.',
  channelOff:
    'Consultations here are paused for now. Please call the legal service hotline 12348; in danger call 110 at once.',

  failedInternal:
    'Something went wrong on our side and I could not answer. Please send it again in a while; if it is urgent, call the public legal service hotline 12348.',
  failedWithTicket: (number) =>
    `Something went wrong on our side and I could not answer. I have passed it to a person, ticket ${number}; you will get a reply here within the next working day.`,
  safeNow:
    'I am glad that you are safe. Should it become dangerous again, call the police, 110, or an ambulance, 120; if you feel desperate, the helpline 12356, day and night. Ask me what comes next.',
  perhapsInDanger: {
    summary:
      'First of all: are you and those near you safe now? In danger, call the police, 110, or an ambulance, 120; if you feel desperate, the helpline 12356, day and night.',
    points: [
      'If you cannot speak, text 12110.',
      'If nobody is in danger, press the second of the two, and I answer your question.',
    ],
    inDanger: 'In danger now',
    notInDanger: 'Not in danger, please answer my question',
  },
  crisis: {
    self_harm: {
      summary: 'Your safety comes first: please call the helpline 12356 now, somebody answers day and night.',
      points: [
        'If you are hurt, have taken something, or stand in a dangerous place, call 120 or 110 now and move away from it.',
        'Do not stay alone: tell somebody you trust and ask them to come now. If it is somebody else, stay with them.',
        'Debts, lawsuits and family troubles can be settled step by step; once you are safe I will look at them with you.',
      ],
    },
    violence_now: {
      summary: 'You are in danger now: call the police first, 110 (if you cannot speak, text 12110).',
      points: [
        'The police must come promptly, stop the violence and help you to a doctor〔反家庭暴力法第十五条〕.',
        'Leave if you can, to a place with people or to family; call 120 if hurt, keep photographs and medical records.',
        'Once safe, you can apply to the court for a protection order; relatives, the police, the women’s federation or the residents’ committee can apply for you〔反家庭暴力法第二十三条〕.',
        'In urgent cases the court decides within twenty-four hours〔反家庭暴力法第二十八条〕.',
        'Women’s helpline 12338.',
      ],
    },
    child_danger: {
      summary: 'The child is in danger: call the police now, 110 (if you cannot speak, text 12110).',
      points: [
        'Call 120 if hurt. If you can do so safely, take the child away from the danger; keep traces, photographs, clothes and records.',
        'Youth helpline 12355; 12345 connects you to the protection of minors.',
        'Anybody may report harm to a minor to the police, civil affairs or education authorities〔未成年人保护法第十一条〕.',
      ],
    },
    missing_child: {
      summary: 'A child is missing: call the police now, 110. You need not wait twenty-four hours.',
      points: [
        'Tell them name, age, height, clothes, where and when last seen; bring a recent photograph.',
        'Let the family search in different places and ask shops, stations and managers for their cameras; keep your phone free.',
        'The youth helpline 12355 can help too.',
      ],
    },
    held: {
      summary:
        'Being held against your will is dangerous: call the police, 110 (if you cannot speak, text 12110).',
      points: [
        'Quietly note the address, signs and guards, and send them to family. Stay safe, do not fight.',
        'Abroad, call the consular hotline +86-10-12308, and let your family report it to the police at home.',
        'Nobody may unlawfully restrict your freedom〔宪法第三十七条〕.',
      ],
    },
    sexual_assault: {
      summary: 'Call the police now: 110 (or text 12110). It is not the victim’s fault.',
      points: [
        'Do not wash or change clothes yet; keep the clothes and messages, see a doctor soon and keep the records.',
        'You may call the police whoever did it: family, teacher, boss or friend.',
        'Women’s rights hotline 12338; for a child, youth hotline 12355.',
      ],
    },
    violence_home: {
      summary: 'You may call the police about any beating: 110 (or text 12110). Safety comes first.',
      points: [
        'The police must come in time, stop the violence, and help with treatment and examination〔反家庭暴力法第十五条〕.',
        'See a doctor if hurt (120 if urgent); keep photos, medical records and the police receipt.',
        'If you fear more, go to relatives or friends, or ask the police station, the women’s federation or the residents’ committee for help.',
        'A court may order personal protection; relatives, the police, the women’s federation or the residents’ committee may apply for you〔反家庭暴力法第二十三条；第二十九条〕.',
        'Women’s rights hotline 12338; youth hotline 12355.',
      ],
    },
    elder_danger: {
      summary: 'The old person is in danger: call the police now, 110 (or text 12110); 120 if hurt or ill.',
      points: [
        'If you can do so safely, take them away from the danger, and see to food, water and a doctor; keep photographs and records.',
        'The residents’ committee, civil affairs or 12345 can help too. What happens in a care home may be reported to the police as well.',
        'Abusing or abandoning the elderly is forbidden〔老年人权益保障法第三条〕.',
      ],
    },
    threat: {
      summary: 'Somebody means to hurt you: call the police first, 110 (if you cannot speak, text 12110).',
      points: [
        'Lock the door, do not meet them alone; if you can, go where people are, and tell somebody you trust where you are.',
        'Keep the messages and recordings for the police; call 120 if hurt.',
        'Against family or a former partner a court may order personal protection〔反家庭暴力法第二十三条〕.',
        'If it is you who could hurt somebody: walk away first, and call 12356 or 12348.',
      ],
    },
    deadline: {
      summary:
        'The time limit is about to end: hand in your papers first, the rest can follow. Go today; if you cannot, post them before it ends and keep the receipt.',
      points: [
        'Court papers posted before the limit ends are in time〔民事诉讼法第八十五条〕; a limit that ends on a holiday ends on the next working day.',
        'A short paper will do: who you are, what you object to or ask for, date, signature. Many courts take them online; call 12368 if unsure.',
        'The same goes for arbitration and administrative review: apply today and ask for a receipt; with a good reason for a delay, explain it and apply.',
      ],
    },
  },
  prepareFor: {
    marriage_family: 'dates of marriage and separation, children, property and debts, messages and transfers',
    inheritance: 'who died and when, the relatives, a will if there is one, the estate',
    labour: 'dates of work, contract or badge, pay records, attendance, messages',
    work_injury: 'when, where and how, medical records, proof of employment, the recognition decision if any',
    loan_debt: 'note or contract, transfers, agreed date and interest, reminders',
    guaranty: 'the guarantee or mortgage contract, date of signature, due date of the debt',
    housing_lease: 'lease, deposit and rent records, photographs, messages',
    property_management: 'contract, payments, repair requests, photographs',
    real_estate_sale: 'contract, payments, agreed dates, messages',
    land_demolition: 'proof of title, announcement, compensation agreement, dates received',
    traffic: 'accident report, insurance policy, medical records and bills',
    consumer: 'order and payment, photographs, advertisement, messages',
    medical: 'medical records, examinations, bills, course of treatment',
    tort_personal_injury: 'when, where and how, photographs, medical records and bills',
    neighbour: 'photographs, since when, what was said to the neighbour or manager',
    criminal: 'official papers, the office in charge, the stage',
    online_fraud: 'transfers, account and contact of the other side, screenshots, police receipt',
    administrative: 'the decision and when you received it, your application, the reply',
    civil_procedure_enforcement: 'judgment or summons, dates, assets of the other side',
    company: 'articles of association, proof of shares, contracts',
    intellectual_property: 'certificates or proof of creation, screenshots, date of discovery',
    social_insurance: 'place and years of insurance, employer, reply of the office',
    minor_protection: 'age of the child, what happened, reply of the school, records',
    elder_support: 'the parent and children, who cares now, income and medical costs',
    other: 'when, where and what happened; contracts, bills, photographs, messages',
  },
  headSteps: 'What to do',
  headMaterials: 'What to bring',
  sameLaw: 'same law, ',
  headBases: 'Sources',
  headOffices: 'Where to go',
  headNotices: 'Please note',
}
