/**
 * Words that the lists of leaked passwords are made of, written down here by hand, with our own site's name. A password
 * is at least ten characters long, so what people still choose are these words in a row, with digits or signs around.
 */
const commonWords = new Set(
  `
  aaa abc abcd abcde abcdef admin administrator adidas alexander alexandra amanda america andrea andrew angel
  angelina anthony apple arsenal asdf asdfg asdfgh asdfghjkl ashley asshole august austin autumn baby babygirl bailey
  banana barcelona baseball basketball batman beautiful berlin bitch blink blue bonjour boston brandon brittany buddy
  butterfly cameron canada carolina caroline change changeit changeme changed charlie cheese chelsea chicago chicken
  chocolate chris christian christine christopher class classroom college computer cookie cookies cool corvette course
  cowboys crystal daniel danielle darkness default december demo destiny diamond dolphin dolphins donald downstream
  dragon dragonball eagles elephant elizabeth eminem england enter exam example family fashion february ferrari fish
  flower flowers football forever france frank freedom friend friends fuck fuckoff fuckyou gabriel gandalf george
  german germany gfhjkm ginger girl god golfer google grade guest guitar hacker hammer handball hannah happy harley
  harry haslo heaven hello hellokitty hockey holiday home house hunter iceman iloveu ilove iloveyou information internet
  isabella jackson january jasmine jason jennifer jessica jesus john johnny jordan joseph joshua juventus july june
  justin keras killer kimberly king kitty ladybug lakers lauren learning letmein liberty liverpool login london love
  lovely loveme lover loveyou maggie manchester manutd march marina marlboro martin master matrix matthew maverick
  mercedes mercury metallica michael michelle midnight minecraft miami monday money monkey monster morgan mother mustang
  myspace naruto natasha newyork nicholas nicole ninja nirvana nothing november number october ohmnamah oliver
  online orange pakistan panther paris parola pass passe passw passwd passwort password patrick peanut pepper phoenix
  player please pokemon police porsche power prince princess private purple qazwsx qazwsxedc qwer qwert qwerty qwertyu
  qwertyui qwertyuiop qwertz qwertzuiop rachel rainbow ranger realmadrid rebecca red richard robert rockyou ronaldo
  root samantha samsung samuel scooter school scorpion secret secure security senha september sexy shadow shannon silver
  simple slipknot snoopy soccer sophie spiderman spring star starwars stephanie steelers stefan student summer sunday
  sunflower sunshine super superman superstar sweet sweety swordfish teacher tensor tensorflow test tester testing
  thomas thunder tigger tiger tinkerbell toyota travis trustno tweety university unknown user valentina vanessa veronica
  victoria victory viking volleyball web website welcome whatever william winner winter wizard work xbox yankees yellow
  you your zaq zaqwsx zxcv zxcvb zxcvbn zxcvbnm qweasd qweasdzxc
  `
    .trim()
    .split(/\s+/),
);
const longestWord = Math.max(...[...commonWords].map((word) => word.length));

/** Keys in a row, the alphabet and the digits, forwards and backwards: pieces of four or more are no secret. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  '1234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
].concat([
  'asdfghjkl',
  'yxcvbnm',
  'zxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
]);
const sequences = [...rows, ...rows.map((row) => [...row].reverse().join(''))];

/** Signs that people write for letters. */
const letters: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Somebody's e-mail address and name, which others know. */
export interface Owner {
  email: string;
  name: string;
}

/**
 * Whether a password is among the first that anybody would try: common words, rows of keys, few characters repeated, or
 * the owner's own name and address.
 */
export function isCommonPassword(password: string, owner: Owner): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  if (new Set(text).size < 5) return true;
  const own = `${owner.email} ${owner.name}`
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= 3);
  const spelt = [...text].map((sign) => letters[sign] ?? sign).join('');
  return [text, spelt].some((spelling) => whatIsLeft(spelling, own) < 5);
}

/**
 * How many letters and digits are left of a password without what anybody guesses. Guesses are taken out from the left,
 * the longest first. Four digits, such as a year, are the second thing that everybody tries, and signs add little.
 */
function whatIsLeft(text: string, own: string[]): number {
  let lettersLeft = 0;
  let digitsLeft = 0;
  for (let start = 0; start < text.length; ) {
    const length = guessedLength(text.slice(start), own);
    if (length === 0 && /\p{L}/u.test(text[start]!)) lettersLeft += 1;
    if (length === 0 && /\p{N}/u.test(text[start]!)) digitsLeft += 1;
    start += Math.max(length, 1);
  }
  return lettersLeft + Math.max(0, digitsLeft - 4);
}

/** How many characters at the start of a text are a common word, a part of the owner's name, a row or a repetition. */
function guessedLength(text: string, own: string[]): number {
  for (let length = Math.min(text.length, longestWord); length >= 3; length -= 1) {
    const piece = text.slice(0, length);
    if (commonWords.has(piece) || own.includes(piece)) return length;
    if (length >= 4 && sequences.some((sequence) => sequence.includes(piece))) return length;
  }
  return /^(.{1,4})\1{2,}/u.exec(text)?.[0].length ?? 0;
}
