// As outlets print them in English, German, French, Spanish and Italian.
const MONTH_FORMS = [
  'Jan(?:uary|uar|vier)?|Jänner|enero|gennaio|gen',
  'Feb(?:ruary|ruar|rero|braio)?|Feber|févr(?:ier)?',
  'Mar(?:ch|s|zo)?|März|Mrz',
  'Apr(?:il|ile)?|avr(?:il)?|abr(?:il)?',
  'May|Mai|mayo|maggio|mag',
  'June?|Juni|juin|junio|giugno|giu',
  'July?|Juli|juil(?:let)?|julio|luglio|lug',
  'Aug(?:ust)?|août|ago(?:sto)?',
  'Sept?(?:ember|embre|iembre)?|settembre|set',
  'O[ck]t(?:ober|obre|ubre)?|ottobre|ott',
  'Nov(?:ember|embre|iembre)?',
  'De[cz](?:ember|embre)?|déc(?:embre)?|dic(?:iembre|embre)?',
];
const MONTHS = MONTH_FORMS.map((forms) => new RegExp(`^(?:${forms})$`, 'iu'));

/** The forms of all months, for a larger expression. */
export const MONTH_WORD = `(?:${MONTH_FORMS.join('|')})`;

/** From 1; 0 for what is no month. */
export function monthNumber(word: string): number {
  return MONTHS.findIndex((month) => month.test(word)) + 1;
}

const WEEKDAY_FORMS = [
  'Sun(?:day)?|Sonntag|So|dimanche|dim|domingo|dom(?:enica)?',
  'Mon(?:day)?|Montag|Mo|lun(?:di|es|edì)?',
  'Tue(?:s|sday)?|Dienstag|Di|mar(?:di|tes|tedì)?',
  'Wed(?:nesday|nes)?|Mittwoch|Mi|mer(?:credi|coledì)?|miércoles|mié',
  'Thu(?:rs|rsday)?|Donnerstag|Do|jeudi|jeu|jueves|jue|gio(?:vedì)?',
  'Fri(?:day)?|Freitag|Fr|ven(?:dredi|erdì)?|viernes|vie',
  'Sat(?:ur|urday)?|Samstag|Sonnabend|Sa|sam(?:edi)?|sábado|sáb|sab(?:ato)?',
];
const WEEKDAYS = WEEKDAY_FORMS.map((forms) => new RegExp(`^(?:${forms})$`, 'iu'));

/** The forms of all days of the week, for a larger expression. */
export const WEEKDAY_WORD = `(?:${WEEKDAY_FORMS.join('|')})`;

/** From 0, which is Sunday; -1 for what is no day of the week. */
export function weekdayNumber(word: string): number {
  return WEEKDAYS.findIndex((day) => day.test(word));
}
